package io.claraconnect.sync.request;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why something is to be read; the payload of a row of work. Ids and codes only.
 *
 * @param via how the wish came up
 * @param deliveryId the last delivery that caused it, or null
 * @param jobId the job that it named, or null
 * @param replyRefs opaque ids that a later write-back needs
 * @param gone whether a delivery said that the candidate was deleted or anonymised
 * @param second whether this is the second read that a vendor with delayed visibility
 * needs
 */
public record Wish(Via via, @Nullable String deliveryId, @Nullable String jobId, Map<String, String> replyRefs,
		boolean gone, boolean second) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	public Wish {
		replyRefs = Map.copyOf(replyRefs);
	}

	/** How a wish came up; the strongest first. */
	public enum Via {

		/** A delivery. */
		LIVE,
		/** A sweep. */
		SWEEP,
		/** The backfill of a newly tracked job. */
		BACKFILL

	}

	/** A wish without a delivery. */
	public static Wish via(Via via, @Nullable String jobId) {
		return new Wish(via, null, jobId, Map.of(), false, false);
	}

	/** This wish and an older one that nobody has fulfilled yet, in one. */
	public Wish joined(Wish older) {
		Map<String, String> refs = new HashMap<>(older.replyRefs);
		refs.putAll(this.replyRefs);
		return new Wish((this.via.compareTo(older.via) <= 0) ? this.via : older.via,
				(this.deliveryId != null) ? this.deliveryId : older.deliveryId,
				(this.jobId != null) ? this.jobId : older.jobId, refs, this.gone || older.gone, this.second);
	}

	/** The same wish as a second read. */
	public Wish again() {
		return new Wish(this.via, this.deliveryId, this.jobId, this.replyRefs, this.gone, true);
	}

	/** Rank of the row: 0 live, 2 everything else. */
	public int priority() {
		return (this.via == Via.LIVE) ? 0 : 2;
	}

	/** The text form. */
	public String toJson() {
		return JSON.writeValueAsString(this);
	}

	/**
	 * Reads the text form; a payload that says nothing is a wish of a sweep.
	 */
	public static Wish parse(String json) {
		try {
			return json.isEmpty() ? via(Via.SWEEP, null) : JSON.readValue(json, Wish.class);
		}
		catch (JacksonException _) {
			return via(Via.SWEEP, null);
		}
	}

}
