/**
 * Tests of the database's door, and the database that all tests of this module share.
 */
@NullMarked
package io.claraconnect.kit.db;

import org.jspecify.annotations.NullMarked;
