package io.claraconnect.sandbox.teamtailor;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import tools.jackson.databind.node.ObjectNode;

/** The partner API. */
final class PartnerApi {

	private final PartnerResults results;

	PartnerApi(PartnerResults results) {
		this.results = results;
	}

	Reply answer(View view, Request request) {
		String[] path = request.path().substring("/partner/v1/".length()).split("/", -1);
		String id = (path.length == 2) ? path[1] : "";
		String route = request.method() + " " + path[0] + (id.isEmpty() ? "" : "/{id}");
		if (path.length > 2) {
			throw Refused.notFound();
		}
		return switch (route) {
			case "GET partner-results" -> this.results.list(view, request);
			case "POST partner-results" -> this.results.create(view, request);
			case "GET partner-results/{id}" -> this.results.show(view, id);
			case "PUT partner-results/{id}" -> this.results.update(view, id, request);
			case "DELETE partner-results/{id}" -> this.results.delete(view, id);
			case "GET partner-activations" -> Activations.list(view, request);
			case "GET partner-activations/{id}" -> Activations.show(view, id);
			case "GET partners/{id}" -> partner(view, id);
			default -> throw Refused.notFound();
		};
	}

	private static Reply partner(View view, String id) {
		if (!id.equals(view.account().credential("partnerId"))) {
			throw Refused.notFound();
		}
		ObjectNode row = Json.object().put("id", id).put("type", "partners");
		row.putObject("links").put("self", view.base() + "/partner/v1/partners/" + id);
		String base = view.account()
			.webhooks()
			.all()
			.stream()
			.filter((hook) -> hook.event().equals(Partner.EVENT))
			.map((hook) -> hook.url())
			.findFirst()
			.orElse("");
		ObjectNode attributes = row.putObject("attributes").put("name", "CLARA").put("base-url", base);
		attributes.put("dynamic-activation-config", false).putObject("webhook-activation-config").putArray("fields");
		return Documents.reply(200, Json.object().set("data", row));
	}

}
