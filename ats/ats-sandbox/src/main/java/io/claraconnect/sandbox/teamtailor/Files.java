package io.claraconnect.sandbox.teamtailor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Attachment;

/**
 * Signed file addresses that die after 30 seconds (account option
 * {@code fileLifeSeconds}).
 */
final class Files {

	private final Workbench bench;

	Files(Workbench bench) {
		this.bench = bench;
	}

	String address(View view, Attachment file) {
		Account account = view.account();
		long life = Long.parseLong(account.settings().option("fileLifeSeconds", "30"));
		long expires = this.bench.now().getEpochSecond() + life;
		String name = URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
		return view.base() + "/files/" + account.id() + "/" + file.id() + "/" + name + "?X-Amz-Expires=" + expires
				+ "&X-Amz-Signature=" + signature(account, file.id(), expires);
	}

	Reply download(Request request) {
		String[] segments = request.path().split("/", -1);
		Account account = this.bench.world()
			.find(Teamtailor.NAME, (segments.length > 3) ? segments[2] : "")
			.orElseThrow(Refused::notFound);
		String id = segments[3];
		String expiry = request.query("X-Amz-Expires").filter((it) -> it.matches("\\d{1,12}")).orElse("0");
		long expires = Long.parseLong(expiry);
		boolean genuine = request.query("X-Amz-Signature").orElse("").equals(signature(account, id, expires));
		if (!genuine || expires <= this.bench.now().getEpochSecond()) {
			return Reply.text(403, "application/xml",
					"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
		}
		Attachment file = account.attachments().find(id).orElseThrow(Refused::notFound);
		return this.bench.world()
			.blobs()
			.get(file.blobId())
			.map((bytes) -> Reply.bytes(200, file.contentType(), bytes))
			.orElseThrow(Refused::notFound);
	}

	private static String signature(Account account, String id, long expires) {
		return Signatures.hmacSha256Hex(account.credential("fileKey"), id + ":" + expires);
	}

}
