package io.claraconnect.scoring.engine.embed;

import java.util.List;

/**
 * Turns sentences into vectors. A vector depends on its sentence alone, never on its
 * neighbours in the batch or on the number of threads, so that vectors may be cached and
 * reports repeated. Implementations are safe for many threads.
 */
public interface SentenceEmbedder {

	/**
	 * Embeds sentences.
	 * @param sentences plain de-identified text; what exceeds the model's length is cut
	 * @return one vector per sentence, in the same order
	 */
	List<SentenceVector> embed(List<String> sentences);

	/**
	 * Names the model and everything that changes its vectors; part of the model version
	 * of a score.
	 */
	String version();

	/**
	 * Whether the model knows a language.
	 * @param language ISO 639-1 code
	 */
	boolean knows(String language);

}
