package io.claraconnect.guarantees.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("privacy")
class SearchTest {

	private static final String NAME = "Velthrëna Quissomere-Ødegaard";

	private static final String EMAIL = "velthrena.quissomere.k3f9@post.example";

	private static final String PHONE = "+1 (734) 555-0172";

	private static final List<Mark> MARKS = List.of(new Mark("name", NAME), new Mark("email", EMAIL),
			new Mark("phone", PHONE));

	private record Leak(String mark, String how, byte[] bytes) {

		@Override
		public String toString() {
			return this.mark + ", " + this.how;
		}

	}

	static Stream<Leak> leaks() throws IOException {
		return Stream.of(text("name", "as it is", NAME), text("email", "in capitals", EMAIL.toUpperCase(Locale.ROOT)),
				new Leak("name", "Latin-1", NAME.getBytes(StandardCharsets.ISO_8859_1)),
				text("name", "without accents", "Velthrena Quissomere-Ødegaard"),
				text("name", "percent", "q=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8).replace("+", "%20")),
				text("name", "form", "q=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8)),
				text("name", "JSON", "\"Velthr\\u00ebna Quissomere-\\u00d8degaard\""),
				new Leak("name", "UTF-16LE", NAME.getBytes(StandardCharsets.UTF_16LE)),
				new Leak("name", "UTF-16BE", NAME.getBytes(StandardCharsets.UTF_16BE)),
				text("email", "hex", HexFormat.of().formatHex(EMAIL.getBytes(StandardCharsets.UTF_8))),
				text("email", "hex in capitals",
						HexFormat.of().withUpperCase().formatHex(EMAIL.getBytes(StandardCharsets.UTF_8))),
				text("email", "array of bytes", Arrays.toString(EMAIL.getBytes(StandardCharsets.UTF_8))),
				text("email", "hex dump", dump("GET /x?e=" + EMAIL + " HTTP/1.1")),
				text("email", "local part", "user velthrena.quissomere.k3f9 logged in"),
				text("email", "Base64 0", base64(EMAIL, StandardCharsets.UTF_8)),
				text("email", "Base64 1", base64("x" + EMAIL + "yy", StandardCharsets.UTF_8)),
				text("email", "Base64 2", base64("xy" + EMAIL + "z", StandardCharsets.UTF_8)),
				text("name", "Base64url",
						Base64.getUrlEncoder().encodeToString(("?" + NAME).getBytes(StandardCharsets.UTF_8))),
				text("name", "UTF-16 in Base64", base64(NAME, StandardCharsets.UTF_16LE)),
				text("phone", "digits", "tel:+17345550172"), text("phone", "national", "734.555.0172 7345550172"),
				new Leak("name", "gzip", gzip(NAME)), new Leak("name", "gzip in gzip", gzip(gzip(NAME))),
				new Leak("name", "deflate", deflate(NAME)), new Leak("name", "zip", zip(NAME)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("leaks")
	@DisplayName("A leak is found in every form, at the beginning, in the middle and across the pieces of a stream")
	void everyForm(Leak leak) throws IOException {
		assertThat(found(leak.bytes)).contains(leak.mark);
		assertThat(found(within(leak.bytes, 1_000_003, 5_000))).isNotEmpty();
		byte[] large = within(leak.bytes, (1 << 20) - leak.bytes.length / 2, 100_000);
		Search search = search(List.of());
		search.in("stream", "file", new ByteArrayInputStream(large));
		assertThat(search.findings()).isNotEmpty();
	}

	@Test
	@DisplayName("Nothing is found in bytes of chance, and what was looked at is counted")
	void chance() throws IOException {
		byte[] noise = new byte[8 << 20];
		new Random(1).nextBytes(noise);
		Search search = search(List.of());
		search.in("noise", "bytes", noise);
		search.in("noise", "stream", new ByteArrayInputStream(noise));
		search.in("text", "digits", "1734555017 345550172 7345550 velthrena quissomere velthrena.quissomere");
		assertThat(search.findings()).isEmpty();
		assertThat(search.looked()).containsEntry("noise", 2L * noise.length).containsKey("text");
	}

	@Test
	@DisplayName("A permission covers its marks in its places and nothing else")
	void permitted() {
		Permitted permission = Permitted.of("name", "^topic jobs title", "a title may name a person");
		Search search = search(List.of(permission));
		search.in("topic", "topic jobs title", NAME);
		assertThat(search.findings()).isEmpty();
		assertThat(search.used()).containsEntry(permission, 1);
		search.in("topic", "topic jobs title", EMAIL);
		search.in("topic", "topic jobs text", NAME);
		assertThat(search.findings()).extracting((finding) -> finding.mark().id()).containsOnly("email", "name");
		assertThat(search.told()).contains("name (text) in topic jobs text @0");
	}

	private static List<String> found(byte[] bytes) {
		Search search = search(List.of());
		search.in("bytes", "place", bytes);
		return search.findings().stream().map((finding) -> finding.mark().id()).distinct().toList();
	}

	private static Search search(List<Permitted> permitted) {
		return new Search(MARKS, permitted);
	}

	private static byte[] within(byte[] leak, int before, int after) {
		byte[] all = new byte[before + leak.length + after];
		new Random(before).nextBytes(all);
		System.arraycopy(leak, 0, all, before, leak.length);
		return all;
	}

	private static Leak text(String mark, String how, String text) {
		return new Leak(mark, how, text.getBytes(StandardCharsets.UTF_8));
	}

	private static String base64(String text, Charset charset) {
		return Base64.getEncoder().encodeToString(text.getBytes(charset));
	}

	/** As Netty prints bytes at DEBUG. */
	private static String dump(String text) {
		StringBuilder rows = new StringBuilder();
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int from = 0; from < bytes.length; from += 16) {
			int to = Math.min(bytes.length, from + 16);
			rows.append("|%08x| ".formatted(from))
				.append(HexFormat.ofDelimiter(" ").formatHex(bytes, from, to))
				.append(" |")
				.append("\n");
		}
		return rows.toString();
	}

	private static byte[] gzip(String text) throws IOException {
		return gzip(text.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
			packing.write(bytes);
		}
		return out.toByteArray();
	}

	private static byte[] deflate(String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream packing = new DeflaterOutputStream(out)) {
			packing.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return out.toByteArray();
	}

	private static byte[] zip(String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream packing = new ZipOutputStream(out)) {
			packing.putNextEntry(new ZipEntry("word/document.xml"));
			packing.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return out.toByteArray();
	}

}
