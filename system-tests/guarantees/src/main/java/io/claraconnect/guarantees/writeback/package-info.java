/**
 * What is written to an ATS stands once, or the doubt is reported.
 */
@NullMarked
package io.claraconnect.guarantees.writeback;

import org.jspecify.annotations.NullMarked;
