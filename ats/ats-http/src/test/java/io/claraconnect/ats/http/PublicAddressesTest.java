package io.claraconnect.ats.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressesTest {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1",
			"172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8",
			"192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
			"240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
			"64:ff9b::7f00:1", "64:ff9b:1::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
			"2001:db8::1", "2001::1", "2001:10::1", "2002:7f00:1::", "3fff::1", "100::1" })
	void insideOrReserved(String address) throws UnknownHostException {
		assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "100.63.0.1", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.1.0.1",
			"2606:4700:4700::1111", "2a00:1450:4001:82a::200e", "2001:4860:4860::8888" })
	void ofThePublicInternet(String address) throws UnknownHostException {
		assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
	}

	@Test
	void connectsToTheVeryAddressThatWasChecked() throws Exception {
		Deque<InetAddress[]> answers = new ArrayDeque<>(List.of(addresses("1.1.1.1"), addresses("127.0.0.1")));
		AddressResolver<InetSocketAddress> resolver = new PublicAddresses((host) -> answers.removeFirst())
			.getResolver(ImmediateEventExecutor.INSTANCE);
		InetSocketAddress rebinding = InetSocketAddress.createUnresolved("rebinding.example", 443);
		InetSocketAddress checked = resolver.resolve(rebinding).get(5, TimeUnit.SECONDS);
		assertThat(checked.isUnresolved()).isFalse();
		assertThat(checked.getAddress()).isEqualTo(InetAddress.getByName("1.1.1.1"));
		assertThat(answers).hasSize(1);
		assertThat(resolver.resolve(rebinding).awaitUninterruptibly().cause())
			.isInstanceOf(PublicAddresses.NotPublic.class);
	}

	@Test
	void refusesANameWithOneAddressInside() throws Exception {
		AddressResolver<InetSocketAddress> resolver = new PublicAddresses((host) -> addresses("1.1.1.1", "10.0.0.1"))
			.getResolver(ImmediateEventExecutor.INSTANCE);
		assertThat(resolver.resolveAll(InetSocketAddress.createUnresolved("mixed.example", 443))
			.awaitUninterruptibly()
			.cause()).isInstanceOf(PublicAddresses.NotPublic.class);
	}

	@Test
	void checksAnAddressThatNeedsNoResolving() throws Exception {
		AddressResolver<InetSocketAddress> resolver = new PublicAddresses(InetAddress::getAllByName)
			.getResolver(ImmediateEventExecutor.INSTANCE);
		assertThat(resolver.isResolved(new InetSocketAddress("127.0.0.1", 443))).isFalse();
		assertThat(resolver.resolve(new InetSocketAddress("127.0.0.1", 443)).awaitUninterruptibly().cause())
			.isInstanceOf(PublicAddresses.NotPublic.class);
	}

	private static InetAddress[] addresses(String... texts) throws UnknownHostException {
		InetAddress[] found = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			found[i] = InetAddress.getByName(texts[i]);
		}
		return found;
	}

}
