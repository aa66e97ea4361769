package io.claraconnect.ats.api;

/**
 * A stage of a job's pipeline.
 *
 * @param id the vendor's id, unique in its job
 * @param name its name
 */
public record Stage(String id, String name) {

}
