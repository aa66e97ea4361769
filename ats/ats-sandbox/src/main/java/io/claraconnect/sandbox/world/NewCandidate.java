package io.claraconnect.sandbox.world;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What comes in with an application; the files still as bytes in {@link Blobs}. */
public record NewCandidate(String firstName, String lastName, List<String> emails, List<String> phones, String jobId,
		List<NewFile> files, @Nullable String coverLetter, List<Answer> answers, List<String> tags,
		Map<String, String> attributes) {

	/** A file that comes with an application; type is resume, cover_letter or other. */
	public record NewFile(String type, String fileName, String contentType, String blobId) {
	}

}
