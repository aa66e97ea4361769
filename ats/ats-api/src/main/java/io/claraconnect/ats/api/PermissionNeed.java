package io.claraconnect.ats.api;

/**
 * One permission that the credential must have.
 *
 * @param id the vendor's name of the permission or scope
 * @param label what the vendor's screen calls it
 * @param reason what the platform does with it, one sentence
 * @param required whether the connection is useless without it
 */
public record PermissionNeed(String id, String label, String reason, boolean required) {

}
