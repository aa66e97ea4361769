package io.claraconnect.ats.api;

import java.util.Optional;

/**
 * Answers the vendor's small synchronous calls to the platform, such as a form
 * definition. Pure.
 */
public interface VendorCalls {

	/**
	 * The answer to a GET of the vendor.
	 * @param path the path below the platform's vendor address, for example
	 * {@code config}
	 * @return JSON text, or empty when there is no such call
	 */
	Optional<String> answer(String path);

}
