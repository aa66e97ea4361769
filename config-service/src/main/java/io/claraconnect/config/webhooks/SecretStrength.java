package io.claraconnect.config.webhooks;

/** How hard a secret is to guess, judged by its look alone; pure. */
final class SecretStrength {

	/** Fewer bits than this are refused. */
	static final int ENOUGH = 64;

	private SecretStrength() {
	}

	/**
	 * Bits that a guesser would have to find if each character were drawn from those that
	 * occur.
	 */
	static int bits(String secret) {
		long distinct = secret.chars().distinct().count();
		return (distinct < 2) ? 0 : (int) (secret.length() * (Math.log(distinct) / Math.log(2)));
	}

	static boolean enough(String secret) {
		return bits(secret) >= ENOUGH;
	}

}
