/**
 * Reading and binding of columns that may be null.
 */
@NullMarked
package io.claraconnect.config.rows;

import org.jspecify.annotations.NullMarked;
