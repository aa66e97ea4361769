package io.claraconnect.writeback.plan;

import java.util.List;

/**
 * Why a score is what it is, in words. Lines come from untrusted documents.
 *
 * @param summaryLine one sentence
 * @param met requirements that are met
 * @param partial requirements that are met in part
 * @param missing requirements without evidence
 * @param check what a person should check
 */
public record Explanation(String summaryLine, List<String> met, List<String> partial, List<String> missing,
		List<String> check) {

	/** Nothing to say. */
	public static final Explanation NONE = new Explanation("", List.of(), List.of(), List.of(), List.of());

	public Explanation {
		met = List.copyOf(met);
		partial = List.copyOf(partial);
		missing = List.copyOf(missing);
		check = List.copyOf(check);
	}

	@Override
	public String toString() {
		return "Explanation[]";
	}

}
