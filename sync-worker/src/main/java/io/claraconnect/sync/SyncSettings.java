package io.claraconnect.sync;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sync-worker works.
 *
 * @param gather how long a hint waits for others about the same thing, so that a burst is
 * one read
 * @param documentGrace how long a live application without any resume is waited for
 * @param materialPatience how long a resume that the vendor still works on is waited for
 * @param jobSweep time between two looks at all jobs
 * @param applicationSweep time between two looks at applications by update time
 * @param overlap how far such a look reaches back before the last one
 * @param reconcile time between two looks at all ids
 * @param concurrency rows of work run at a time
 * @param perConnection rows run at a time for one connection, over all processes; of
 * these, half may be of backfills and sweeps
 */
@ConfigurationProperties("clara.sync")
public record SyncSettings(@DefaultValue("300ms") Duration gather, @DefaultValue("20s") Duration documentGrace,
		@DefaultValue("2h") Duration materialPatience, @DefaultValue("10m") Duration jobSweep,
		@DefaultValue("5m") Duration applicationSweep, @DefaultValue("10m") Duration overlap,
		@DefaultValue("6h") Duration reconcile, @DefaultValue("16") int concurrency,
		@DefaultValue("4") int perConnection) {

}
