package io.claraconnect.scoring.engine.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One spelling of a report, so that two reports are equal exactly when their hashes are.
 */
public final class CanonicalReport {

	private CanonicalReport() {
	}

	/** SHA-256 of the canonical spelling, in lower-case hexadecimal. */
	public static String hash(ScoreReport report) {
		return sha256(spell(report));
	}

	/** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
	public static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String spell(ScoreReport report) {
		StringBuilder text = new StringBuilder("report/1\n");
		text.append(report.totalTenths()).append('\n');
		for (Requirement requirement : report.requirements()) {
			text.append(requirement.id())
				.append('\t')
				.append(requirement.category())
				.append('\t')
				.append(requirement.importance())
				.append('\t')
				.append(requirement.weight())
				.append('\t')
				.append(requirement.text().length())
				.append('\t')
				.append(requirement.text())
				.append('\n');
		}
		for (RequirementMatch match : report.matches()) {
			text.append(match.requirementId())
				.append('\t')
				.append(match.verdict())
				.append('\t')
				.append(match.strength());
			for (Evidence evidence : match.evidence()) {
				text.append('\t')
					.append(evidence.source())
					.append(' ')
					.append(evidence.part())
					.append(' ')
					.append(evidence.start())
					.append(' ')
					.append(evidence.end())
					.append(' ')
					.append(evidence.kind())
					.append(' ')
					.append(evidence.context())
					.append(' ')
					.append(evidence.strength());
			}
			text.append('\n');
		}
		return text.append(report.flags())
			.append('\n')
			.append(report.needsReview())
			.append('\n')
			.append(report.modelVersion())
			.append('\n')
			.append(report.rubricVersion())
			.append('\n')
			.append(report.language())
			.append('\n')
			.append(report.asOf())
			.append('\n')
			.toString();
	}

}
