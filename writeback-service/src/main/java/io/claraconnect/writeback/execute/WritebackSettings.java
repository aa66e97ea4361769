package io.claraconnect.writeback.execute;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient write-back is.
 *
 * @param auditAfter how long after a doubt twins are looked for
 * @param writesAtMost writes of one desire before a person is asked
 * @param failuresAtMost tries in a row against a vendor that is not there before a row is
 * parked
 * @param firstWait first wait after such a try
 * @param longestWait longest wait after such a try
 * @param lookAgain how often a write that reads do not show yet is looked for
 */
@ConfigurationProperties("clara.writeback")
record WritebackSettings(@DefaultValue("10m") Duration auditAfter, @DefaultValue("3") int writesAtMost,
		@DefaultValue("8") int failuresAtMost, @DefaultValue("2s") Duration firstWait,
		@DefaultValue("10m") Duration longestWait, @DefaultValue("5s") Duration lookAgain) {

}
