package io.claraconnect.sandbox.greenhouse;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;

/**
 * Harvest v1 and v2 after their end. What Greenhouse answers there since is not known, so
 * it can be chosen: gone-404, gone-410, gone-403, or alive, which knows no key and so
 * refuses every one.
 */
final class Legacy {

	private volatile String mode = "gone-404";

	Reply answer() {
		return switch (this.mode) {
			case "alive" -> message(401, "Invalid Basic Auth credentials");
			case "gone-410" -> message(410, "This API version has been removed. Please use Harvest V3.");
			case "gone-403" -> message(403, "This API version has been removed. Please use Harvest V3.");
			default -> message(404, "Resource not found");
		};
	}

	Reply set(String wanted) {
		if (!wanted.matches("alive|gone-(404|410|403)")) {
			throw new IllegalArgumentException("'mode' must be alive, gone-404, gone-410 or gone-403");
		}
		this.mode = wanted;
		return Reply.empty(204);
	}

	private static Reply message(int status, String text) {
		return Reply.json(status, Json.object().put("message", text));
	}

}
