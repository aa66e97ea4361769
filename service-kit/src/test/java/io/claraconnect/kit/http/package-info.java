/** What the libraries below every service must hold towards those who call them. */
@NullMarked
package io.claraconnect.kit.http;

import org.jspecify.annotations.NullMarked;
