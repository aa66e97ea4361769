package io.claraconnect.sandbox.world;

import java.time.Instant;

import tools.jackson.databind.node.ObjectNode;

/** A record of a kind that only one vendor knows, kept in the vendor's own shape. */
public record Doc(String id, String kind, ObjectNode body, Instant createdAt) implements Row {
}
