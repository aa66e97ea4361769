/**
 * Turns the bytes of a resume or cover letter into visible text, in a process of its own,
 * or says why it cannot.
 */
@NullMarked
package io.claraconnect.reader;

import org.jspecify.annotations.NullMarked;
