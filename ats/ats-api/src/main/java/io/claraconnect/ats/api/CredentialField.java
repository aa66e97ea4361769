package io.claraconnect.ats.api;

/**
 * One thing that an admin enters to connect.
 *
 * @param name the name in {@link Credentials#values()} when secret, else in
 * {@link Connection#settings()}
 * @param label what the form says
 * @param required whether the connection cannot work without it
 * @param secret whether it is a credential: sealed at once and never shown again
 * @param help where to find it, one sentence
 */
public record CredentialField(String name, String label, boolean required, boolean secret, String help) {

}
