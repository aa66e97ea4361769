package io.claraconnect.scoring;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service works.
 *
 * @param documentReader the document reader's runnable jar; when not set,
 * {@code document-reader.jar} beside the service's jar
 * @param jobPatience how long an application waits for the snapshot of its job before it
 * goes to the dead letters
 */
@ConfigurationProperties("clara.scoring")
record ScoringProperties(@Nullable Path documentReader, @DefaultValue("60s") Duration jobPatience) {

}
