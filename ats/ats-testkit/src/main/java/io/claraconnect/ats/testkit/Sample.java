package io.claraconnect.ats.testkit;

import java.util.Objects;

import io.claraconnect.ats.api.AtsEvent;
import io.claraconnect.ats.api.Decoding;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of the vendor and what it says.
 *
 * @param slot the slot it is sent to
 * @param body the body, without a signature where the vendor puts that into the body
 * @param expected what it must decode to; {@code occurredAt} and {@code replyRefs} of an
 * event are not compared
 */
public record Sample(String slot, String body, Decoding expected) {

	/** A delivery that announces a change. */
	public static Sample announces(String slot, String body, AtsEvent expected) {
		return new Sample(slot, body, new Decoding.Announced(expected));
	}

	/** The vendor's test or ping. */
	public static Sample test(String slot, String body, String vendorEvent) {
		return new Sample(slot, body, new Decoding.Test(vendorEvent));
	}

	/** An event that the connector does not know. */
	public static Sample unknown(String slot, String body, String vendorEvent) {
		return new Sample(slot, body, new Decoding.Unknown(vendorEvent));
	}

	boolean fits(Decoding decoding) {
		if (this.expected instanceof Decoding.Announced wanted && decoding instanceof Decoding.Announced found) {
			return same(wanted.event(), found.event());
		}
		return this.expected.equals(decoding);
	}

	private static boolean same(AtsEvent wanted, AtsEvent found) {
		return wanted.kind() == found.kind() && wanted.vendorEvent().equals(found.vendorEvent())
				&& same(wanted.applicationId(), found.applicationId())
				&& same(wanted.candidateId(), found.candidateId()) && same(wanted.jobId(), found.jobId());
	}

	private static boolean same(@Nullable String wanted, @Nullable String found) {
		return Objects.equals(wanted, found);
	}

}
