/**
 * What an applicant tracking system is to the platform: one {@code Connector} per vendor
 * and the values that cross it.
 */
@NullMarked
package io.claraconnect.ats.api;

import org.jspecify.annotations.NullMarked;
