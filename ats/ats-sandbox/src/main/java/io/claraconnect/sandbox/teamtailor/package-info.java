/** The Teamtailor stand-in: public API, partner API, both kinds of webhook. */
@NullMarked
package io.claraconnect.sandbox.teamtailor;

import org.jspecify.annotations.NullMarked;
