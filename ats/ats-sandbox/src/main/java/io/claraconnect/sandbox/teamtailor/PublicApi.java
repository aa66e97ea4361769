package io.claraconnect.sandbox.teamtailor;

import java.util.Set;

import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Account;

/** The public API: reads of every kind of record, and the few writes. */
final class PublicApi {

	private static final Set<String> FOR_EVERY_KEY = Set.of("jobs", "users", "departments", "locations");

	private final Catalogue catalogue;

	private final Documents documents;

	private final Writes writes;

	private final Moves moves;

	PublicApi(Catalogue catalogue, Documents documents, Writes writes, Moves moves) {
		this.catalogue = catalogue;
		this.documents = documents;
		this.writes = writes;
		this.moves = moves;
	}

	Reply answer(View view, Request request) {
		String[] path = request.path().substring("/v1/".length()).split("/", -1);
		allow(view, path[0], request.method());
		if (request.method().equals("GET")) {
			return read(view, path, request);
		}
		String route = request.method() + " " + path[0] + ((path.length > 1) ? "/{id}" : "");
		if (path.length > 2) {
			throw Refused.notFound();
		}
		return switch (route) {
			case "PATCH candidates/{id}" -> this.writes.patchCandidate(view, path[1], request);
			case "PATCH job-applications/{id}" -> this.moves.answer(this.documents, this.catalogue, view,
					this.moves.patch(view, path[1], request), request);
			case "POST notes" -> this.writes.createNote(view, request);
			case "PATCH notes/{id}" -> this.writes.patchNote(view, path[1], request);
			case "DELETE notes/{id}" -> this.writes.deleteNote(view, path[1]);
			default -> throw Refused.notFound();
		};
	}

	/** The scope of the key counts before the route. */
	private static void allow(View view, String type, String method) {
		Account account = view.account();
		String permission = account.settings().option("apiKeyPermission", "Read + Write");
		boolean permitted = switch (method) {
			case "GET" -> !permission.equals("Write");
			case "POST" -> !permission.equals("Read");
			default -> permission.equals("Read + Write");
		};
		if (!permitted || (!view.admin() && !FOR_EVERY_KEY.contains(type))) {
			throw Refused.forbidden();
		}
	}

	private Reply read(View view, String[] path, Request request) {
		if (path.length == 1 && path[0].equals("company")) {
			Resource<?> company = this.catalogue.find("companies").orElseThrow();
			return one(company, view, view.account().credential("companyUuid"), request);
		}
		Resource<?> resource = this.catalogue.find(path[0]).orElseThrow(Refused::notFound);
		return switch (path.length) {
			case 1 -> this.documents.list(resource, view, request);
			case 2 -> one(resource, view, path[1], request);
			case 3 -> related(resource, view, path[1], path[2], request);
			default -> throw Refused.notFound();
		};
	}

	private <T> Reply one(Resource<T> resource, View view, String id, Request request) {
		T row = resource.find(view, id).orElseThrow(Refused::notFound);
		return this.documents.one(resource, view, row, request, 200);
	}

	private <T> Reply related(Resource<T> resource, View view, String id, String relation, Request request) {
		T row = resource.find(view, id).orElseThrow(Refused::notFound);
		return this.documents.related(resource, view, row, relation, request);
	}

}
