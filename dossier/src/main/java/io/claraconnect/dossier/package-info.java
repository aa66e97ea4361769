/**
 * The vault of personal data: sealed material, candidates' keys, suppression and erasure.
 */
@NullMarked
package io.claraconnect.dossier;

import org.jspecify.annotations.NullMarked;
