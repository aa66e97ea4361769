/**
 * Customers of the vendors, connected through the public API, and their candidates.
 */
@NullMarked
package io.claraconnect.instruments.tenants;

import org.jspecify.annotations.NullMarked;
