package io.claraconnect.reader;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Remembers which areas of a page were filled with a colour before, so that white text on
 * a dark bar counts as visible. Bounding boxes are enough: the question is only whether
 * white text can be seen at all.
 */
final class PaintedGrounds {

	private static final int MAX_AREAS = 5000;

	private final List<Rectangle2D> painted = new ArrayList<>();

	private final List<Point2D> path = new ArrayList<>();

	private Rectangle2D page = new Rectangle2D.Double();

	void startPage(PDRectangle box) {
		this.painted.clear();
		this.path.clear();
		this.page = new Rectangle2D.Double(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
	}

	boolean covers(double x, double y) {
		return this.painted.stream().anyMatch((area) -> area.contains(x, y));
	}

	List<OperatorProcessor> operators(PDFStreamEngine engine) {
		List<OperatorProcessor> all = new ArrayList<>();
		all.add(on(engine, "re", (numbers) -> rectangle(engine, numbers)));
		all.add(on(engine, "m", (numbers) -> points(engine, numbers)));
		all.add(on(engine, "l", (numbers) -> points(engine, numbers)));
		all.add(on(engine, "c", (numbers) -> points(engine, numbers)));
		for (String fill : List.of("f", "F", "f*", "B", "B*", "b", "b*")) {
			all.add(on(engine, fill, (numbers) -> fill(engine)));
		}
		for (String end : List.of("n", "S", "s")) {
			all.add(on(engine, end, (numbers) -> this.path.clear()));
		}
		return all;
	}

	private void rectangle(PDFStreamEngine engine, float[] n) {
		if (n.length == 4) {
			points(engine, new float[] { n[0], n[1], n[0] + n[2], n[1] + n[3] });
		}
	}

	private void points(PDFStreamEngine engine, float[] numbers) {
		for (int i = 0; i + 1 < numbers.length && this.path.size() < MAX_AREAS; i += 2) {
			this.path.add(engine.transformedPoint(numbers[i], numbers[i + 1]));
		}
	}

	private void fill(PDFStreamEngine engine) {
		if (this.path.size() > 1 && this.painted.size() < MAX_AREAS
				&& !VisibleTextStripper.isWhite(engine.getGraphicsState())) {
			Rectangle2D area = new Rectangle2D.Double(this.path.get(0).getX(), this.path.get(0).getY(), 0, 0);
			this.path.forEach(area::add);
			this.painted.add(area.createIntersection(this.page));
		}
		this.path.clear();
	}

	private static OperatorProcessor on(PDFStreamEngine engine, String name, PathStep step) {
		return new OperatorProcessor(engine) {
			@Override
			public void process(Operator operator, List<COSBase> operands) {
				float[] numbers = new float[operands.size()];
				for (int i = 0; i < numbers.length; i++) {
					numbers[i] = (operands.get(i) instanceof COSNumber number) ? number.floatValue() : 0;
				}
				step.apply(numbers);
			}

			@Override
			public String getName() {
				return name;
			}
		};
	}

	private interface PathStep {

		void apply(float[] numbers);

	}

}
