package io.claraconnect.scoring.engine.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.claraconnect.scoring.engine.requirements.AdLine.Kind;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** Splits an advertisement, HTML or plain, into headings, list items and prose. */
final class AdLines {

	private static final Pattern HTML = Pattern.compile("<\\s*(?:p|div|ul|ol|li|br|h[1-6]|strong|b|span|html|body)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern BULLET = Pattern
		.compile("^\\s*(?:[-*\u2022\u2023\u25AA\u25CF\u25E6\u2013\u2014\u00B7]|\\d{1,2}[.)])\\s+");

	private static final String ITEM_MARK = "\u2022 ";

	private static final String HEADING_MARK = "# ";

	private AdLines() {
	}

	static List<AdLine> of(String ad) {
		String source = HTML.matcher(ad).find() ? ad : Parser.unescapeEntities(ad, false);
		String text = HTML.matcher(source).find() ? fromHtml(source) : source;
		List<AdLine> lines = new ArrayList<>();
		for (String raw : text.replace("\r", "").split("\n")) {
			String line = Parser.unescapeEntities(raw, false).replaceAll("[\\s\u00A0]+", " ").strip();
			if (!line.isEmpty()) {
				lines.add(classify(line));
			}
		}
		return lines;
	}

	private static AdLine classify(String line) {
		if (line.startsWith(HEADING_MARK)) {
			return new AdLine(line.substring(HEADING_MARK.length()).strip(), Kind.HEADING);
		}
		if (BULLET.matcher(line).find()) {
			return new AdLine(BULLET.matcher(line).replaceFirst("").strip(), Kind.ITEM);
		}
		boolean shortLine = line.length() <= 60 && line.split(" ").length <= 8;
		boolean ends = line.endsWith(".") || line.endsWith("!") || line.endsWith(",") || line.endsWith(";");
		return new AdLine(line, (shortLine && !ends) ? Kind.HEADING : Kind.PROSE);
	}

	private static String fromHtml(String html) {
		Document document = Jsoup.parse(html);
		document.select("script, style").remove();
		document.select("br").forEach((br) -> br.after(new TextNode("\n")));
		for (Element block : document.select("p, div, ul, ol, tr, section")) {
			block.prependText("\n").appendText("\n");
		}
		document.select("li").forEach((item) -> item.prependText("\n" + ITEM_MARK).appendText("\n"));
		document.select("h1, h2, h3, h4, h5, h6")
			.forEach((head) -> head.prependText("\n" + HEADING_MARK).appendText("\n"));
		for (Element bold : document.select("p > strong:only-child, p > b:only-child, div > strong:only-child")) {
			Element parent = bold.parent();
			if (parent != null && parent.text().equals(bold.text())) {
				bold.prependText(HEADING_MARK);
			}
		}
		document.outputSettings().prettyPrint(false);
		return document.body().wholeText();
	}

}
