package io.claraconnect.scoring.engine.embed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The uncased BERT word piece tokenizer: lower case, no accents, punctuation apart,
 * longest piece first.
 */
final class WordPieces {

	private static final int MAX_WORD = 100;

	private final Map<String, Integer> vocabulary;

	private final long unknown;

	private final long first;

	private final long last;

	private WordPieces(Map<String, Integer> vocabulary) {
		this.vocabulary = vocabulary;
		this.unknown = id("[UNK]");
		this.first = id("[CLS]");
		this.last = id("[SEP]");
	}

	private long id(String token) {
		Integer id = this.vocabulary.get(token);
		if (id == null) {
			throw new IllegalStateException("The vocabulary lacks " + token);
		}
		return id;
	}

	static WordPieces load(InputStream vocabulary) {
		Map<String, Integer> ids = new HashMap<>(1 << 16);
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(vocabulary, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				ids.put(line, ids.size());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new WordPieces(ids);
	}

	/**
	 * Ids of the text between the model's start and end marks, cut to a length that
	 * includes both.
	 */
	long[] encode(String text, int maxTokens) {
		List<Long> ids = new ArrayList<>();
		ids.add(this.first);
		for (String word : words(text)) {
			addPieces(word, ids);
			if (ids.size() >= maxTokens) {
				break;
			}
		}
		List<Long> cut = ids.subList(0, Math.min(ids.size(), maxTokens - 1));
		long[] encoded = new long[cut.size() + 1];
		for (int i = 0; i < cut.size(); i++) {
			encoded[i] = cut.get(i);
		}
		encoded[cut.size()] = this.last;
		return encoded;
	}

	private void addPieces(String word, List<Long> ids) {
		if (word.codePointCount(0, word.length()) > MAX_WORD) {
			ids.add(this.unknown);
			return;
		}
		int before = ids.size();
		for (int start = 0; start < word.length();) {
			int end = word.length();
			Integer id = piece(word, start, end);
			while (id == null && --end > start) {
				id = piece(word, start, end);
			}
			if (id == null) {
				ids.subList(before, ids.size()).clear();
				ids.add(this.unknown);
				return;
			}
			ids.add(id.longValue());
			start = end;
		}
	}

	private @Nullable Integer piece(String word, int start, int end) {
		String piece = word.substring(start, end);
		return this.vocabulary.get((start == 0) ? piece : "##" + piece);
	}

	private static List<String> words(String text) {
		String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		plain.codePoints().forEach((c) -> {
			if (Character.getType(c) == Character.NON_SPACING_MARK || c == 0 || c == 0xFFFD) {
				return;
			}
			boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
			boolean apart = isPunctuation(c) || Character.isIdeographic(c);
			if (!space && !apart) {
				if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
					word.appendCodePoint(c);
				}
				return;
			}
			flush(word, words);
			if (apart) {
				words.add(Character.toString(c));
			}
		});
		flush(word, words);
		return words;
	}

	private static void flush(StringBuilder word, List<String> words) {
		if (!word.isEmpty()) {
			words.add(word.toString());
			word.setLength(0);
		}
	}

	private static boolean isPunctuation(int c) {
		if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) {
			return true;
		}
		return switch (Character.getType(c)) {
			case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
					Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
					Character.OTHER_PUNCTUATION ->
				true;
			default -> false;
		};
	}

}
