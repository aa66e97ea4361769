package io.claraconnect.reader;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Reads an HTML page as lines. Nothing is fetched; what inline style hides is hidden. */
final class HtmlText implements NodeVisitor {

	private static final Set<String> SKIPPED = Set.of("script", "style", "noscript", "template", "head", "title");

	private static final Pattern HIDING = Pattern
		.compile("display:none|visibility:hidden|font-size:(0|1|2)(\\.\\d+)?(px|pt|em|;|$)|opacity:0(\\.0+)?(;|$)"
				+ "|(^|;)color:(#fff(fff)?|white)|text-indent:-\\d{3,}|left:-\\d{3,}");

	private final StringBuilder visible = new StringBuilder();

	private final StringBuilder hidden = new StringBuilder();

	private int hiddenDepth = -1;

	private int skippedDepth = -1;

	private HtmlText() {
	}

	static void read(String html, PageTexts texts) {
		HtmlText text = new HtmlText();
		Jsoup.parse(html).traverse(text);
		texts.addPage(text.visible.toString(), text.hidden.toString());
	}

	@Override
	public void head(Node node, int depth) {
		if (node instanceof TextNode textNode && this.skippedDepth < 0) {
			((this.hiddenDepth >= 0) ? this.hidden : this.visible)
				.append(textNode.getWholeText().replaceAll("\\s+", " "));
		}
		else if (node instanceof Element element) {
			if (this.skippedDepth < 0 && SKIPPED.contains(element.normalName())) {
				this.skippedDepth = depth;
			}
			if (this.hiddenDepth < 0 && isHiding(element)) {
				this.hiddenDepth = depth;
			}
			breakLine(element);
			if ("li".equals(element.normalName())) {
				this.visible.append("- ");
			}
		}
	}

	@Override
	public void tail(Node node, int depth) {
		if (node instanceof Element element) {
			breakLine(element);
		}
		if (this.hiddenDepth == depth) {
			this.hiddenDepth = -1;
			this.hidden.append('\n');
		}
		if (this.skippedDepth == depth) {
			this.skippedDepth = -1;
		}
	}

	private void breakLine(Element element) {
		boolean breaks = element.isBlock() || "br".equals(element.normalName());
		if (breaks && !this.visible.isEmpty() && this.visible.charAt(this.visible.length() - 1) != '\n') {
			this.visible.append('\n');
		}
	}

	private static boolean isHiding(Element element) {
		String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
		boolean ownGround = style.contains("background") && !style.contains("display:none");
		return element.hasAttr("hidden") || (HIDING.matcher(style).find() && !ownGround);
	}

}
