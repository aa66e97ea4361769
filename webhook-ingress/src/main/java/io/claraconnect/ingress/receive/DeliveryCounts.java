package io.claraconnect.ingress.receive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts deliveries by the ATS and by what the sender was told. */
final class DeliveryCounts {

	private final MeterRegistry meters;

	private final Map<String, List<Counter>> byAts = new ConcurrentHashMap<>();

	DeliveryCounts(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * Counts one.
	 * @param ats an ATS that there is, or the word for none: it becomes a label
	 * @param answer what the sender was told
	 */
	void count(String ats, Answer answer) {
		List<Counter> counters = this.byAts.get(ats);
		if (counters == null) {
			counters = this.byAts.computeIfAbsent(ats, this::make);
		}
		counters.get(answer.ordinal()).increment();
	}

	private List<Counter> make(String ats) {
		return Arrays.stream(Answer.values())
			.map((answer) -> this.meters.counter("clara.ingress.deliveries", "ats", ats, "outcome",
					answer.name().toLowerCase(Locale.ROOT)))
			.toList();
	}

}
