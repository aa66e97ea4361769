package io.claraconnect.scoring.engine.note;

import java.util.List;
import java.util.Objects;

/**
 * A report in words, with short quotes from masked text. Personal data: it is kept
 * sealed. Plain strings only, so that whoever renders a note needs nothing of the engine.
 *
 * @param summaryLine one sentence
 * @param met what is met, each with a quote where there is one
 * @param partial what is met in part
 * @param missing what was not found or was denied
 * @param check what a person should look at
 */
public record Explanation(String summaryLine, List<String> met, List<String> partial, List<String> missing,
		List<String> check) {

	public Explanation {
		Objects.requireNonNull(summaryLine, "summaryLine");
		met = List.copyOf(met);
		partial = List.copyOf(partial);
		missing = List.copyOf(missing);
		check = List.copyOf(check);
	}

	/** Never shows the lines: they quote personal data. */
	@Override
	public String toString() {
		return "Explanation[" + this.met.size() + " met, " + this.partial.size() + " partial, " + this.missing.size()
				+ " missing]";
	}

}
