package io.claraconnect.sandbox.lever;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Grant;
import tools.jackson.databind.node.ObjectNode;

/**
 * The consent page. It answers by itself, as the account option {@code consent} says:
 * allow or deny. For the shared app it asks which account it is, unless the call names
 * it.
 */
final class Consent {

	private static final List<String> AUDIENCES = List.of("https://api.lever.co/v1/",
			"https://api.sandbox.lever.co/v1/");

	private final Workbench bench;

	Consent(Workbench bench) {
		this.bench = bench;
	}

	/** Returns the account whose consent is asked for, as far as one can tell. */
	Optional<Account> account(Request request) {
		String client = request.query("client_id").orElse("");
		return client.equals(OAuth.APP_ID)
				? request.query("account").flatMap((id) -> this.bench.world().find(Lever.NAME, id))
				: this.bench.world().byCredential(Lever.NAME, "clientId", client);
	}

	Reply page(Request request) {
		Optional<Account> account = account(request);
		if (account.isPresent()) {
			return decide(account.get(), request);
		}
		if (request.query("client_id").orElse("").equals(OAuth.APP_ID)) {
			return html(200, choice(request));
		}
		throw Refused.oauth(403, "access_denied", "Unknown client");
	}

	private Reply decide(Account account, Request request) {
		String redirect = request.query("redirect_uri").orElse("");
		List<String> registered = Scopes.split(account.settings().option("redirectUris", ""));
		if (redirect.isEmpty() || !(registered.isEmpty() || registered.contains(redirect))) {
			return html(403, "<h1>Callback URL mismatch.</h1>");
		}
		String audience = request.query("audience").orElse("");
		boolean deny = account.settings().option("consent", "allow").equals("deny")
				|| request.query("deny").isPresent();
		if (deny) {
			return back(redirect, refusal("User did not authorize the request"), request);
		}
		if (!audience.isEmpty() && !AUDIENCES.contains(audience) && !audience.equals(request.base() + "/v1/")) {
			return back(redirect, refusal("Service not found: " + audience), request);
		}
		if (!request.query("response_type").orElse("").equals("code")) {
			return back(redirect, "error=unsupported_response_type", request);
		}
		String code = code(account, request.query("client_id").orElse(""), request.query("scope").orElse(""), redirect,
				!audience.isEmpty());
		return back(redirect, "code=" + code, request);
	}

	/** A Super Admin agrees without a browser, for the control API. */
	Reply agreed(Account account, ObjectNode body) {
		String scope = Json.text(body, "scope", String.join(" ", Scopes.ALL));
		return Reply.json(200,
				Json.object()
					.put("code", code(account, Json.text(body, "clientId", OAuth.APP_ID), scope,
							Json.text(body, "redirectUri", ""), true)));
	}

	/** Without an audience nothing but offline_access is granted. */
	private String code(Account account, String client, String scope, String redirect, boolean audience) {
		List<String> scopes = Scopes.split(scope)
			.stream()
			.filter((it) -> it.equals(Scopes.OFFLINE) || (audience && Scopes.ALL.contains(it)))
			.toList();
		Grant grant = new Grant("lc_" + this.bench.ids().hex(20), Grant.Kind.CODE, account.credential("adminUserId"),
				scopes, Map.of("redirect", redirect, "client", client), this.bench.now().plus(Duration.ofMinutes(10)));
		return account.exclusively(() -> account.grants().put(grant).id());
	}

	private String choice(Request request) {
		StringBuilder page = new StringBuilder("<h1>Sign in to Lever</h1><ul>");
		for (Account account : this.bench.world().of(Lever.NAME)) {
			String address = request.base() + "/authorize?" + request.rawQuery() + "&account=" + account.id();
			page.append("<li><a href=\"").append(escape(address)).append("\">").append(escape(account.name()));
			page.append("</a></li>");
		}
		return page.append("</ul>").toString();
	}

	private static String refusal(String description) {
		return "error=access_denied&error_description=" + encode(description);
	}

	private static Reply back(String redirect, String result, Request request) {
		String state = request.query("state").map((it) -> "&state=" + encode(it)).orElse("");
		return Reply.empty(302).header("Location", redirect + (redirect.contains("?") ? "&" : "?") + result + state);
	}

	private static Reply html(int status, String body) {
		return Reply.text(status, "text/html; charset=utf-8", "<!DOCTYPE html><html><body>" + body + "</body></html>");
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
