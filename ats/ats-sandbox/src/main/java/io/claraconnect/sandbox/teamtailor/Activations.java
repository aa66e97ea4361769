package io.claraconnect.sandbox.teamtailor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.world.Account;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The partner's list of customers, each with the integration key encrypted for the
 * partner: a compact JWE, {@code dir} with A128GCM, whose key is the first 32 hex digits
 * of the secret's SHA-256 as bytes.
 */
final class Activations {

	private static final int TAG = 16;

	private Activations() {
	}

	static Reply list(View view, Request request) {
		ObjectNode document = Json.object();
		ArrayNode data = document.putArray("data");
		Account account = view.account();
		List<Account> active = account.settings().option("partnerActive", "true").equals("true") ? List.of(account)
				: List.of();
		new Pages(request, false).cut(active, Account::id, document).forEach((it) -> data.add(row(view)));
		return Documents.reply(200, document);
	}

	static Reply show(View view, String id) {
		boolean active = view.account().settings().option("partnerActive", "true").equals("true");
		if (!active || !id.equals(view.account().credential("activationId"))) {
			throw Refused.notFound();
		}
		return Documents.reply(200, Json.object().set("data", row(view)));
	}

	private static ObjectNode row(View view) {
		Account account = view.account();
		String id = account.credential("activationId");
		ObjectNode row = Json.object().put("id", id).put("type", "partner-activations");
		row.putObject("links").put("self", view.base() + "/partner/v1/partner-activations/" + id);
		row.putObject("attributes")
			.put("provider-key",
					encrypted(account.credential("integrationKey"), account.credential("partnerSecret"),
							view.bench().ids().hex(12)))
			.put("company-name", account.name())
			.put("company-uuid", account.credential("companyUuid"));
		return row;
	}

	private static String encrypted(String text, String secret, String ivHex) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
			byte[] iv = HexFormat.of().parseHex(ivHex);
			String header = base64(
					Json.object().put("alg", "dir").put("enc", "A128GCM").toString().getBytes(StandardCharsets.UTF_8));
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Arrays.copyOf(digest, 16), "AES"),
					new GCMParameterSpec(TAG * 8, iv));
			cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
			byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
			int end = sealed.length - TAG;
			return header + ".." + base64(iv) + "." + base64(Arrays.copyOf(sealed, end)) + "."
					+ base64(Arrays.copyOfRange(sealed, end, sealed.length));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("AES-GCM and SHA-256 are part of every JDK", ex);
		}
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
