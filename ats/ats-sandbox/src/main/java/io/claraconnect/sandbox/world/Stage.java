package io.claraconnect.sandbox.world;

/** One step of a job's pipeline; its position is its place in {@link Job#stages()}. */
public record Stage(String id, String name) {
}
