package io.claraconnect.ats.teamtailor;

import java.util.Optional;

import io.claraconnect.ats.api.VendorCalls;

/**
 * What Teamtailor asks our marketplace app for: the trigger's form, and the activation
 * page's. The ids of the criteria are a promise for ever: customers' rules name them.
 * Checked 2026-11-21 against the
 * <a href="https://partner.teamtailor.com/#moving-criteria">partner pages</a>. Pure.
 */
final class TeamtailorCalls implements VendorCalls {

	private static final String CONFIG = """
			{"config":{"fields":[],\
			"assessment-criteria":[{"id":"overall","name":"CLARA score"}],\
			"moving_criteria":[\
			{"id":"category","name":"CLARA category","kind":"outcome","outcomes":[\
			{"id":"qualified","label":"Qualified"},\
			{"id":"pre_qualified","label":"Pre-qualified"},\
			{"id":"not_qualified","label":"Not qualified"}]},\
			{"id":"score","name":"CLARA score","kind":"score","range":{"min":0,"max":100}}]}}""";

	/** Without fields the page shows the Integration Key. */
	private static final String ACTIVATION = "{\"config\":{\"fields\":[]}}";

	@Override
	public Optional<String> answer(String path) {
		return switch (path) {
			case "config" -> Optional.of(CONFIG);
			case "activation" -> Optional.of(ACTIVATION);
			default -> Optional.empty();
		};
	}

}
