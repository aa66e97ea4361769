package io.claraconnect.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The ordered faults, with how often each has struck. */
public final class FaultBoard {

	private final Map<Fault, Integer> struck = new LinkedHashMap<>();

	/** Orders a fault. */
	public synchronized void order(Fault fault) {
		this.struck.put(fault, 0);
	}

	/** Cancels the fault with this id, or all where the id is null. */
	public synchronized void cancel(@Nullable String id) {
		this.struck.keySet().removeIf((fault) -> id == null || fault.id().equals(id));
	}

	/** Returns the faults with how often each has struck, spent ones included. */
	public synchronized List<Map.Entry<Fault, Integer>> all() {
		return new ArrayList<>(new LinkedHashMap<>(this.struck).entrySet());
	}

	/** Takes the first fault that hits this call, if any. */
	synchronized Optional<Fault> take(String vendor, @Nullable String account, String method, String path) {
		for (Map.Entry<Fault, Integer> entry : this.struck.entrySet()) {
			Fault fault = entry.getKey();
			if (entry.getValue() < fault.times() && fault.matches(vendor, account, method, path)
					&& fault.random().nextDouble() < fault.probability()) {
				entry.setValue(entry.getValue() + 1);
				return Optional.of(fault);
			}
		}
		return Optional.empty();
	}

}
