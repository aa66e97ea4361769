package io.claraconnect.instruments.load;

import java.nio.ByteBuffer;
import java.util.List;

/** Takes one of several requests by the number, in turn. */
public final class MixedRequests implements Requests {

	private final List<? extends Requests> requests;

	private final int longest;

	/** A mix. */
	public MixedRequests(List<? extends Requests> requests) {
		this.requests = List.copyOf(requests);
		this.longest = this.requests.stream().mapToInt(Requests::longest).max().orElseThrow();
	}

	@Override
	public void write(long number, ByteBuffer into) {
		this.requests.get((int) (number % this.requests.size())).write(number, into);
	}

	@Override
	public int longest() {
		return this.longest;
	}

}
