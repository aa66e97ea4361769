/** What a vendor stand-in has to provide to live in the sandbox. */
@NullMarked
package io.claraconnect.sandbox.vendor;

import org.jspecify.annotations.NullMarked;
