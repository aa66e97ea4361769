package io.claraconnect.scoring;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this service works.
 *
 * @param documentReader the document reader's runnable jar; when not set,
 * {@code document-reader.jar} beside the service's jar
 */
@ConfigurationProperties("clara.scoring")
record ScoringProperties(@Nullable Path documentReader) {

}
