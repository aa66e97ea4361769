package io.claraconnect.sandbox.greenhouse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;

/**
 * The consent page of the partner app. There is nobody to sign in, so the page asks for
 * the account, or takes it from the parameter {@code account} and goes straight back.
 */
final class Consent {

	private final Workbench bench;

	private final Tokens tokens;

	Consent(Workbench bench, Tokens tokens) {
		this.bench = bench;
		this.tokens = tokens;
	}

	Reply page(Request request) {
		List<String> scopes = Scopes.split(request.query("scope").orElse(""));
		Optional<String> unknown = scopes.stream().filter((scope) -> !Scopes.ALL.contains(scope)).findFirst();
		String redirect = request.query("redirect_uri").orElse("");
		if (!request.query("client_id").orElse("").equals(Tokens.PARTNER_ID)
				|| !request.query("response_type").orElse("").equals("code") || redirect.isEmpty()) {
			return html(400, "<h1>This app is not registered</h1>");
		}
		if (unknown.isPresent()) {
			return html(400, "<h1>The requested scope is invalid, unknown, or malformed</h1>");
		}
		Optional<Account> account = request.query("account")
			.flatMap((id) -> this.bench.world().find(Greenhouse.NAME, id));
		if (account.isEmpty()) {
			return html(200, choice(request));
		}
		if (request.query("deny").isPresent()) {
			return back(redirect, "error=access_denied&error_description=The+user+denied+the+request", request);
		}
		String user = account.get().credential("serviceUserId");
		return back(redirect, "code=" + this.tokens.consent(account.get(), user, scopes, redirect), request);
	}

	private String choice(Request request) {
		StringBuilder page = new StringBuilder("<h1>Authorize using a service account</h1><ul>");
		for (Account account : this.bench.world().of(Greenhouse.NAME)) {
			String address = request.base() + "/authorize?" + request.rawQuery() + "&account=" + account.id();
			page.append("<li><a href=\"").append(escape(address)).append("\">").append(escape(account.name()));
			page.append("</a></li>");
		}
		return page.append("</ul>").toString();
	}

	private static Reply back(String redirect, String result, Request request) {
		String state = request.query("state")
			.map((it) -> "&state=" + URLEncoder.encode(it, StandardCharsets.UTF_8))
			.orElse("");
		return Reply.empty(302).header("Location", redirect + (redirect.contains("?") ? "&" : "?") + result + state);
	}

	private static Reply html(int status, String body) {
		return Reply.text(status, "text/html; charset=utf-8", "<!DOCTYPE html><html><body>" + body + "</body></html>");
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

}
