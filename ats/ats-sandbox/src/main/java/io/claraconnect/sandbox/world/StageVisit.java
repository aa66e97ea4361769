package io.claraconnect.sandbox.world;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One stay of an application in one stage; {@code exitedAt} is null for the current one.
 */
public record StageVisit(String id, String stageId, Instant enteredAt, @Nullable Instant exitedAt) {
}
