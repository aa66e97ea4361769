/**
 * Tests of writing with a real broker, database and registry and a played ATS.
 */
@NullMarked
package io.claraconnect.writeback.execute;

import org.jspecify.annotations.NullMarked;
