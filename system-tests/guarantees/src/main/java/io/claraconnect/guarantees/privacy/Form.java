package io.claraconnect.guarantees.privacy;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One way in which a mark can be written down. Case does not matter, since it is searched
 * for in lower case.
 *
 * @param mark what is written
 * @param how the way
 * @param bytes the bytes to look for, in lower case
 */
@SuppressWarnings("ArrayRecordComponent")
record Form(Mark mark, String how, byte[] bytes) {

	/** What is longer is searched for by its beginning. */
	private static final int LONGEST = 96;

	/** A row of a hex dump has sixteen bytes, so half a row is always in one piece. */
	private static final int HALF_ROW = 8;

	private static final int DIGITS = 10;

	private static final HexFormat HEX = HexFormat.of();

	/** Every form of a mark that is long enough to be told from chance. */
	static List<Form> of(Mark mark) {
		Map<String, byte[]> forms = new LinkedHashMap<>();
		meanings(mark.text()).forEach((meaning, text) -> spell(meaning, text, forms));
		List<Form> result = new ArrayList<>();
		forms.forEach((how, bytes) -> {
			if (bytes.length >= Mark.SHORTEST) {
				result.add(new Form(mark, how, folded(bytes)));
			}
		});
		return result;
	}

	/** Parts of the text that name the same person. */
	private static Map<String, String> meanings(String text) {
		Map<String, String> meanings = new LinkedHashMap<>();
		String whole = text.substring(0, Math.min(LONGEST, text.length()));
		meanings.put("text", whole);
		int at = text.indexOf('@');
		if (at > 0 && text.indexOf(' ') < 0) {
			meanings.put("local part", text.substring(0, at));
		}
		String digits = text.replaceAll("[^0-9]", "");
		if (text.matches("[+0-9 ()./-]+") && digits.length() >= DIGITS) {
			meanings.put("digits", digits);
			meanings.put("last digits", digits.substring(digits.length() - DIGITS));
		}
		String plain = Normalizer.normalize(whole, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
		if (!plain.equals(whole)) {
			meanings.put("without accents", plain);
		}
		return meanings;
	}

	private static void spell(String meaning, String text, Map<String, byte[]> forms) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		put(forms, meaning, text, StandardCharsets.UTF_8);
		put(forms, meaning + ", Latin-1", text, StandardCharsets.ISO_8859_1);
		put(forms, meaning + ", UTF-16LE", text, StandardCharsets.UTF_16LE);
		put(forms, meaning + ", UTF-16BE", text, StandardCharsets.UTF_16BE);
		Map<String, UnaryOperator<String>> escapes = Map.of("percent", Form::percent, "form", Form::form, "JSON",
				Form::json, "HTML", Form::html);
		escapes.forEach((how, escape) -> {
			String escaped = escape.apply(text);
			if (!escaped.equals(text)) {
				put(forms, meaning + ", " + how, escaped, StandardCharsets.UTF_8);
			}
		});
		put(forms, meaning + ", hex", HEX.formatHex(utf8), StandardCharsets.US_ASCII);
		put(forms, meaning + ", decimal", decimal(utf8), StandardCharsets.US_ASCII);
		for (int from = 0; from + HALF_ROW <= utf8.length; from++) {
			put(forms, meaning + ", dump " + from, HexFormat.ofDelimiter(" ").formatHex(utf8, from, from + HALF_ROW),
					StandardCharsets.US_ASCII);
		}
		base64(meaning + ", Base64", utf8, forms);
		base64(meaning + ", UTF-16LE in Base64", text.getBytes(StandardCharsets.UTF_16LE), forms);
	}

	/** In Base64 a text looks different by how many bytes of a group come before it. */
	private static void base64(String how, byte[] text, Map<String, byte[]> forms) {
		for (int before = 0; before < 3; before++) {
			byte[] padded = new byte[before + text.length];
			System.arraycopy(text, 0, padded, before, text.length);
			int from = (before == 0) ? 0 : 4;
			int to = (padded.length / 3) * 4;
			if (to > from) {
				put(forms, how + " " + before, Base64.getEncoder().encodeToString(padded).substring(from, to),
						StandardCharsets.US_ASCII);
				put(forms, how + "url " + before, Base64.getUrlEncoder().encodeToString(padded).substring(from, to),
						StandardCharsets.US_ASCII);
			}
		}
	}

	private static void put(Map<String, byte[]> forms, String how, String text, Charset charset) {
		forms.put(how, text.getBytes(charset));
	}

	private static String percent(String text) {
		return form(text).replace("+", "%20");
	}

	private static String form(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String json(String text) {
		StringBuilder escaped = new StringBuilder();
		for (char one : text.toCharArray()) {
			if (one < 0x80) {
				escaped.append((one == '"' || one == '\\') ? "\\" : "").append(one);
			}
			else {
				escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
			}
		}
		return escaped.toString();
	}

	private static String html(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

	private static String decimal(byte[] bytes) {
		StringBuilder list = new StringBuilder();
		for (byte one : bytes) {
			list.append(list.isEmpty() ? "" : ", ").append(one);
		}
		return list.toString();
	}

	static byte[] folded(byte[] bytes) {
		byte[] folded = bytes.clone();
		for (int i = 0; i < folded.length; i++) {
			folded[i] = folded(folded[i]);
		}
		return folded;
	}

	static byte folded(byte one) {
		return (one >= 'A' && one <= 'Z') ? (byte) (one + ('a' - 'A')) : one;
	}

}
