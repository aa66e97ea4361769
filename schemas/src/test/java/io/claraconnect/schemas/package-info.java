/**
 * Guards the language between services.
 */
@NullMarked
package io.claraconnect.schemas;

import org.jspecify.annotations.NullMarked;
