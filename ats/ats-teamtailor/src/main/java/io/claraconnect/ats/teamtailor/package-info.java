/**
 * The connector for Teamtailor: public API with an API key, marketplace triggers and
 * company webhooks.
 */
@NullMarked
package io.claraconnect.ats.teamtailor;

import org.jspecify.annotations.NullMarked;
