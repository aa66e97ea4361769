package io.claraconnect.ats.lever;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The parts of a posting's text put together as one HTML text. Pure. */
final class LeverPostingText {

	private LeverPostingText() {
	}

	/**
	 * Description, every list with its heading, closing; null when all are empty. The
	 * items of a list stand bare in Lever's documentation and inside {@code ul} on the
	 * wire; both give the same text here.
	 */
	static @Nullable String html(LeverJson.@Nullable Content content) {
		if (content == null) {
			return null;
		}
		StringBuilder html = new StringBuilder();
		html.append(either(content.descriptionHtml(), content.description()));
		for (LeverJson.Section section : (content.lists() != null) ? content.lists() : List.<LeverJson.Section>of()) {
			if (section.text() != null && !section.text().isBlank()) {
				html.append("<h3>").append(escape(section.text())).append("</h3>");
			}
			html.append(items((section.content() != null) ? section.content().strip() : ""));
		}
		html.append(either(content.closingHtml(), content.closing()));
		return html.isEmpty() ? null : html.toString();
	}

	private static String items(String content) {
		return content.regionMatches(true, 0, "<li", 0, 3) ? "<ul>" + content + "</ul>" : content;
	}

	private static String either(@Nullable String html, @Nullable String plain) {
		if (html != null && !html.isBlank()) {
			return html;
		}
		return (plain == null || plain.isBlank()) ? "" : "<p>" + escape(plain.strip()) + "</p>";
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
