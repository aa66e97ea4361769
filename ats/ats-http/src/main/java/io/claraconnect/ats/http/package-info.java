/**
 * How to talk to any applicant tracking system over HTTP: budget, credentials, errors,
 * paging, guarded addresses.
 */
@NullMarked
package io.claraconnect.ats.http;

import org.jspecify.annotations.NullMarked;
