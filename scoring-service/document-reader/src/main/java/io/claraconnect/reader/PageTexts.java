package io.claraconnect.reader;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects the visible and the hidden text of a document page by page, cleans both, and
 * keeps to the limits.
 */
final class PageTexts {

	private static final Pattern INVISIBLE = Pattern
		.compile("[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\\x{E0000}-\\x{E007F}]");

	private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\u00A0]+");

	private static final Pattern SPACE_AT_LINE_END = Pattern.compile(" +\n| +$|\n +");

	private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

	private final ReadLimits limits;

	private final StringBuilder visible = new StringBuilder();

	private final StringBuilder hidden = new StringBuilder();

	private final List<TextSpan> spans = new ArrayList<>();

	private final Set<ReadWarning> warnings = EnumSet.noneOf(ReadWarning.class);

	private int pages;

	PageTexts(ReadLimits limits) {
		this.limits = limits;
	}

	void addPage(String visibleText, String hiddenText) {
		this.pages++;
		if (!add(visibleText, this.visible, true)) {
			this.warnings.add(ReadWarning.PAGES_WITHOUT_TEXT);
		}
		if (add(hiddenText, this.hidden, false)) {
			this.warnings.add(ReadWarning.HIDDEN_TEXT);
		}
	}

	private boolean add(String raw, StringBuilder target, boolean isVisible) {
		String text = clean(raw);
		if (text.isEmpty()) {
			return false;
		}
		if (!target.isEmpty()) {
			target.append('\n');
		}
		int start = target.length();
		target.append(text);
		if (target.length() > this.limits.maxCharacters()) {
			throw new ReadRefused(Unreadable.Reason.TOO_MUCH_TEXT);
		}
		this.spans.add(new TextSpan(this.pages, start, target.length(), isVisible));
		return true;
	}

	private String clean(String raw) {
		String text = INVISIBLE.matcher(raw).replaceAll("");
		if (text.length() < raw.length()
				&& INVISIBLE.matcher(raw).results().anyMatch((hit) -> !isHarmless(hit.group()))) {
			this.warnings.add(ReadWarning.INVISIBLE_CHARACTERS);
		}
		text = Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFKC);
		text = CONTROL.matcher(text).replaceAll(" ");
		text = SPACES.matcher(text).replaceAll(" ");
		text = SPACE_AT_LINE_END.matcher(text).replaceAll((hit) -> hit.group().contains("\n") ? "\n" : "");
		return BLANK_LINES.matcher(text).replaceAll("\n\n").strip();
	}

	private static boolean isHarmless(String character) {
		return "\u00AD".equals(character) || "\uFEFF".equals(character);
	}

	ExtractedDocument toDocument(DocumentType type, String extractorVersion) {
		if (this.visible.isEmpty()) {
			throw new ReadRefused(Unreadable.Reason.NO_TEXT);
		}
		return new ExtractedDocument(type, this.visible.toString(), this.hidden.toString(), this.spans, this.pages,
				List.copyOf(this.warnings), extractorVersion);
	}

}
