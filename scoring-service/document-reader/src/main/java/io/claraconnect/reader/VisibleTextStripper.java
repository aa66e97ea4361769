package io.claraconnect.reader;

import java.io.IOException;

import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Sorts the glyphs of a page into visible and hidden: rendering mode 3, white on no
 * painted ground, under 3 points, fully transparent, or off the page.
 */
final class VisibleTextStripper extends PDFTextStripper {

	private static final float MIN_POINTS = 3;

	private static final double MIN_ALPHA = 0.05;

	private static final float WHITE = 0.97f;

	private final StringBuilder hidden = new StringBuilder();

	private final PaintedGrounds grounds = new PaintedGrounds();

	private final int maxHidden;

	private float lastHiddenY = Float.NaN;

	private float lastHiddenEnd;

	VisibleTextStripper(int maxHidden) throws IOException {
		this.maxHidden = maxHidden;
		addOperator(new SetNonStrokingColor(this));
		addOperator(new SetNonStrokingColorN(this));
		addOperator(new SetNonStrokingColorSpace(this));
		addOperator(new SetNonStrokingDeviceGrayColor(this));
		addOperator(new SetNonStrokingDeviceRGBColor(this));
		addOperator(new SetNonStrokingDeviceCMYKColor(this));
		this.grounds.operators(this).forEach(this::addOperator);
	}

	@Override
	public void processPage(PDPage page) throws IOException {
		this.grounds.startPage(page.getCropBox());
		super.processPage(page);
	}

	@Override
	protected void processTextPosition(TextPosition text) {
		if (isHidden(text)) {
			addHidden(text);
		}
		else {
			super.processTextPosition(text);
		}
	}

	private boolean isHidden(TextPosition text) {
		PDGraphicsState state = getGraphicsState();
		if (state.getTextState().getRenderingMode() == RenderingMode.NEITHER
				|| state.getNonStrokeAlphaConstant() < MIN_ALPHA || Math.abs(text.getHeightDir()) == 0
				|| sizeOf(text) < MIN_POINTS) {
			return true;
		}
		float x = text.getTextMatrix().getTranslateX();
		float y = text.getTextMatrix().getTranslateY();
		PDRectangle box = getCurrentPage().getCropBox();
		if (x < -1 || y < -1 || x > box.getWidth() + 1 || y > box.getHeight() + 1) {
			return true;
		}
		return isWhite(state) && !this.grounds.covers(x + box.getLowerLeftX(), y + box.getLowerLeftY());
	}

	private static double sizeOf(TextPosition text) {
		return Math.hypot(text.getTextMatrix().getShearX(), text.getTextMatrix().getScaleY());
	}

	static boolean isWhite(PDGraphicsState state) {
		try {
			int rgb = state.getNonStrokingColor().toRGB();
			return ((rgb >> 16) & 0xFF) >= WHITE * 255 && ((rgb >> 8) & 0xFF) >= WHITE * 255
					&& (rgb & 0xFF) >= WHITE * 255;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	private void addHidden(TextPosition text) {
		if (this.hidden.length() >= this.maxHidden) {
			return;
		}
		float x = text.getTextMatrix().getTranslateX();
		float y = text.getTextMatrix().getTranslateY();
		if (!this.hidden.isEmpty()) {
			if (Math.abs(y - this.lastHiddenY) > 0.1f) {
				this.hidden.append('\n');
			}
			else if (x - this.lastHiddenEnd > Math.abs(text.getWidthOfSpace()) * 0.5f) {
				this.hidden.append(' ');
			}
		}
		this.lastHiddenY = y;
		this.lastHiddenEnd = x + text.getWidth();
		this.hidden.append(text.getUnicode());
	}

	String hiddenText() {
		return this.hidden.toString();
	}

}
