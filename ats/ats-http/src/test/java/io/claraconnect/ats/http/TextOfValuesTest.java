package io.claraconnect.ats.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.WebhookRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextOfValuesTest {

	@Test
	@DisplayName("The text of a delivery shows no token of its headers, that of a job no words of its ad")
	void nothingSlipsOut() {
		WebhookRequest request = new WebhookRequest("s", Map.of("authorization", List.of("Bearer canary")),
				"canary".getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
		Job job = new Job("7", "Data Engineer", Job.State.OPEN, true, List.of(), "<p>Ask canary</p>", null);
		assertThat(request + " " + job).isEqualTo("WebhookRequest[6 bytes] Job[7]");
	}

}
