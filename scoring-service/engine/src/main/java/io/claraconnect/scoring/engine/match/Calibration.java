package io.claraconnect.scoring.engine.match;

import io.claraconnect.scoring.engine.report.Requirement.Category;
import io.claraconnect.scoring.engine.report.RequirementMatch.Verdict;

/**
 * Turns raw similarities into strengths from 0 to 1000 on which 700 means "met".
 * Piecewise linear in integers.
 */
final class Calibration {

	static final String VERSION = "calibration-2";

	static final int MET = 700;

	static final int PARTIAL = 350;

	/** Meaning alone never counts more than this. */
	private static final int SEMANTIC_CAP = 800;

	private static final int VERY_NEAR = 640;

	private static final int ALONE_CAP = 600;

	private static final int[][] COSINE = { { 250, 0 }, { 350, 220 }, { 420, 500 }, { 520, 720 }, { 640, 800 } };

	private static final int[][] SHARE = { { 0, 0 }, { 200, 150 }, { 500, 560 }, { 700, 800 }, { 900, 1000 } };

	private Calibration() {
	}

	/**
	 * Strength of a cosine in thousandths; what people do with people is said in looser
	 * words.
	 */
	static int ofCosine(int cosine, Category category) {
		int allowance = switch (category) {
			case PERSONAL_SKILL -> 60;
			case RESPONSIBILITY -> 40;
			default -> 0;
		};
		return Math.min(SEMANTIC_CAP, along(COSINE, cosine + allowance));
	}

	/** Strength of the share of telling words that were found, in thousandths. */
	static int ofShare(int share) {
		return along(SHARE, share);
	}

	/**
	 * Strength of a cosine when no telling word is shared: a nearer meaning is asked for,
	 * and it meets nothing alone unless it is very near.
	 */
	static int ofCosineAlone(int cosine, Category category) {
		int strength = ofCosine((category == Category.PERSONAL_SKILL) ? cosine : cosine - 80, category);
		return (cosine >= VERY_NEAR) ? Math.max(strength, MET) : Math.min(strength, ALONE_CAP);
	}

	/** Words and meaning together: the better of the two, lifted when both speak. */
	static int combined(int lexical, int semantic) {
		return Math.min(1000, Math.max(Math.max(lexical, semantic), (6 * lexical + 7 * semantic) / 10));
	}

	static Verdict verdict(int strength) {
		if (strength >= MET) {
			return Verdict.MET;
		}
		return (strength >= PARTIAL) ? Verdict.PARTIAL : Verdict.NOT_FOUND;
	}

	private static int along(int[][] points, int at) {
		if (at <= points[0][0]) {
			return points[0][1];
		}
		for (int i = 1; i < points.length; i++) {
			if (at <= points[i][0]) {
				int[] low = points[i - 1];
				int[] high = points[i];
				return low[1] + (high[1] - low[1]) * (at - low[0]) / (high[0] - low[0]);
			}
		}
		return points[points.length - 1][1];
	}

}
