package io.claraconnect.sandbox.greenhouse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.webhook.Signatures;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Attachment;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file store behind attachment addresses: no credentials, but a signature in the
 * address, which dies after seven days (account option {@code attachmentLifeSeconds}).
 */
final class Files {

	private static final String WEEK = "604800";

	private final Workbench bench;

	Files(Workbench bench) {
		this.bench = bench;
	}

	ObjectNode row(Account account, Attachment file, String base) {
		ObjectNode row = Rows.start(file.id())
			.put("application_id", Rows.number(file.applicationId()))
			.put("candidate_id", Rows.number(file.candidateId()))
			.put("type", file.type())
			.put("filename", file.fileName())
			.put("url", address(account, file, base));
		return Rows.stamp(row, file.createdAt(), file.createdAt());
	}

	String address(Account account, Attachment file, String base) {
		long life = Long.parseLong(account.settings().option("attachmentLifeSeconds", WEEK));
		long expires = this.bench.now().getEpochSecond() + life;
		String name = URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
		return base + "/files/" + account.id() + "/" + file.id() + "/" + name + "?Expires=" + expires + "&Signature="
				+ signature(account, file.id(), expires);
	}

	Reply download(Account account, String attachmentId, Request request) {
		long expires = request.query("Expires").filter((it) -> it.matches("\\d{1,12}")).map(Long::parseLong).orElse(0L);
		boolean genuine = request.query("Signature")
			.map(signature(account, attachmentId, expires)::equals)
			.orElse(false);
		if (!genuine || expires < this.bench.now().getEpochSecond()) {
			return Reply.text(403, "application/xml",
					"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code></Error>");
		}
		Optional<Attachment> file = account.attachments().find(attachmentId);
		return file.flatMap((it) -> this.bench.world().blobs().get(it.blobId()))
			.map((bytes) -> Reply.bytes(200, file.get().contentType(), bytes))
			.orElseGet(() -> Reply.text(404, "application/xml",
					"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchKey</Code></Error>"));
	}

	private static String signature(Account account, String attachmentId, long expires) {
		return Signatures.hmacSha256Hex(account.credential("fileKey"), attachmentId + ":" + expires);
	}

}
