package io.claraconnect.ats.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import reactor.core.scheduler.Schedulers;

/**
 * Resolves host names for connecting and lets only addresses of the public internet pass.
 * The connection goes to the very address that was checked, so a name that answers
 * differently the second time gains nothing.
 */
final class PublicAddresses extends AddressResolverGroup<InetSocketAddress> {

	private final Lookup lookup;

	PublicAddresses(Lookup lookup) {
		this.lookup = lookup;
	}

	/** Whether an address is one of the public internet. */
	static boolean isPublic(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		return switch (address) {
			case Inet4Address v4 -> isPublicV4(v4.getAddress());
			case Inet6Address v6 -> isPublicV6(v6.getAddress());
			default -> false;
		};
	}

	private static boolean isPublicV4(byte[] b) {
		int first = b[0] & 0xff;
		int second = b[1] & 0xff;
		int third = b[2] & 0xff;
		boolean reserved = switch (first) {
			case 0, 10, 127 -> true;
			case 100 -> second >= 64 && second <= 127;
			case 169 -> second == 254;
			case 172 -> second >= 16 && second <= 31;
			case 192 -> second == 168 || (second == 0 && (third == 0 || third == 2)) || (second == 88 && third == 99);
			case 198 -> second == 18 || second == 19 || (second == 51 && third == 100);
			case 203 -> second == 0 && third == 113;
			default -> first >= 224;
		};
		return !reserved;
	}

	/**
	 * Only global unicast (2000::/3) without the ranges that wrap an IPv4 address or are
	 * for documentation: Teredo and its kin 2001::/23, 2001:db8::/32, 6to4 2002::/16,
	 * 3fff::/20.
	 */
	private static boolean isPublicV6(byte[] b) {
		int head = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
		int next = ((b[2] & 0xff) << 8) | (b[3] & 0xff);
		boolean globalUnicast = (head & 0xe000) == 0x2000;
		boolean special = (head == 0x2001 && (next < 0x0200 || next == 0x0db8)) || head == 0x2002
				|| (head == 0x3fff && (next & 0xf000) == 0);
		return globalUnicast && !special;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new Resolver(executor, this.lookup);
	}

	/** Finds all addresses of a host. */
	@FunctionalInterface
	interface Lookup {

		InetAddress[] all(String host) throws UnknownHostException;

	}

	/** A host that resolves to an address which may not be called. */
	static final class NotPublic extends UnknownHostException {

		private static final long serialVersionUID = 1L;

	}

	private static final class Resolver extends AbstractAddressResolver<InetSocketAddress> {

		private final Lookup lookup;

		Resolver(EventExecutor executor, Lookup lookup) {
			super(executor, InetSocketAddress.class);
			this.lookup = lookup;
		}

		@Override
		protected boolean doIsResolved(InetSocketAddress address) {
			return !address.isUnresolved() && isPublic(address.getAddress());
		}

		@Override
		protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
			Promise<List<InetSocketAddress>> all = executor().newPromise();
			all.addListener((done) -> {
				if (done.isSuccess()) {
					promise.trySuccess(all.getNow().get(0));
				}
				else {
					promise.tryFailure(done.cause());
				}
			});
			doResolveAll(address, all);
		}

		@Override
		protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
			Schedulers.boundedElastic().schedule(() -> {
				try {
					InetAddress[] found = this.lookup.all(address.getHostString());
					if (found.length == 0 || !Arrays.stream(found).allMatch(PublicAddresses::isPublic)) {
						throw new NotPublic();
					}
					promise.trySuccess(
							Arrays.stream(found).map((one) -> new InetSocketAddress(one, address.getPort())).toList());
				}
				catch (UnknownHostException ex) {
					promise.tryFailure(ex);
				}
			});
		}

	}

}
