package io.claraconnect.dossier;

/**
 * Where a piece of material is.
 *
 * @param ref opaque reference, {@code m:<id>}
 * @param version counts the contents that this piece had, from 1
 * @param digest HMAC of the content under the candidate's key, in hexadecimal digits:
 * says whether two contents of one candidate are the same, and nothing else
 * @param changed false when the newest version had this content already
 */
public record StoredMaterial(String ref, int version, String digest, boolean changed) {

}
