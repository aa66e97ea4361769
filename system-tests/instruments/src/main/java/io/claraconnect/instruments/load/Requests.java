package io.claraconnect.instruments.load;

import java.nio.ByteBuffer;

/** Makes requests whose number can be found again at the other end. */
public interface Requests {

	/**
	 * Writes one whole HTTP/1.1 request, which leaves its connection open.
	 * @param number the number that the request carries
	 * @param into empty, and large enough for {@link #longest()}
	 */
	void write(long number, ByteBuffer into);

	/** The size of the longest request. */
	int longest();

}
