package io.claraconnect.writeback.execute;

import java.time.Duration;
import java.util.List;

import io.claraconnect.writeback.plan.AuditTimes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import io.claraconnect.writeback.plan.AuditTimes;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient write-back is.
 *
 * @param audits when writes that took effect late are looked for, as times since the
 * doubt; after the last nobody looks any more
 * @param writesAtMost writes of one desire before a person is asked
 * @param failuresAtMost tries in a row against a vendor that is not there before a row is
 * parked
 * @param firstWait first wait after such a try
 * @param longestWait longest wait after such a try
 * @param lookAgain how often a write that reads do not show yet is looked for
 */
@ConfigurationProperties("clara.writeback")
record WritebackSettings(@DefaultValue( {
		"10m", "1h", "6h", "24h" }) List<Duration> audits, @DefaultValue("3") int writesAtMost,
		@DefaultValue("8") int failuresAtMost, @DefaultValue("2s") Duration firstWait,
		@DefaultValue("10m") Duration longestWait, @DefaultValue("5s") Duration lookAgain){

	AuditTimes auditTimes() {
		return new AuditTimes(this.audits);
	}

}
