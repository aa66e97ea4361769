package io.claraconnect.sandbox.world;

import java.time.Instant;

/** A tag known to the whole account. */
public record Tag(String id, String name, Instant createdAt) implements Row {
}
