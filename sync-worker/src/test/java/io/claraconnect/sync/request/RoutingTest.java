package io.claraconnect.sync.request;

import java.time.Instant;
import java.util.Map;

import io.claraconnect.schemas.AuthenticatedScope;
import io.claraconnect.schemas.DeliveryKind;
import io.claraconnect.schemas.WebhookDelivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A delivery")
class RoutingTest {

	@Test
	void asks_for_the_finest_thing_it_names() {
		assertThat(route(DeliveryKind.STAGE_CHANGED, "a", "c", null))
			.isEqualTo(read("application:a", Kind.APPLICATION, null));
		assertThat(route(DeliveryKind.STAGE_CHANGED, null, "c", null))
			.isEqualTo(read("candidate:c", Kind.CANDIDATE, null));
		assertThat(route(DeliveryKind.JOB_UPDATED, null, null, "tracked"))
			.isEqualTo(read("job:tracked", Kind.JOB, "tracked"));
	}

	@Test
	void about_a_person_asks_for_the_person() {
		assertThat(route(DeliveryKind.CANDIDATE_UPDATED, "a", "c", null))
			.isEqualTo(read("candidate:c", Kind.CANDIDATE, null));
	}

	@Test
	void of_an_untracked_job_is_dropped() {
		assertThat(route(DeliveryKind.APPLICATION_CREATED, "a", "c", "other"))
			.isEqualTo(new Routing.Dropped("untracked_job"));
	}

	@Test
	void that_tests_the_connection_is_ignored() {
		assertThat(route(DeliveryKind.TEST, "a", null, "other")).isEqualTo(new Routing.Ignored());
	}

	@Test
	void that_says_the_person_went_says_so_in_the_wish() {
		assertThat(route(DeliveryKind.CANDIDATE_DELETED, null, "c", null)).isInstanceOfSatisfying(Routing.Read.class,
				(read) -> assertThat(read.wish().gone()).isTrue());
		assertThat(route(DeliveryKind.CANDIDATE_UPDATED, null, "c", null)).isInstanceOfSatisfying(Routing.Read.class,
				(read) -> assertThat(read.wish().gone()).isFalse());
	}

	private static Routing.Read read(String subject, Kind kind, @Nullable String job) {
		return new Routing.Read(subject, kind, new Wish(Wish.Via.LIVE, "d", job, Map.of(), false, false));
	}

	private static Routing route(DeliveryKind kind, @Nullable String application, @Nullable String candidate,
			@Nullable String job) {
		WebhookDelivery delivery = WebhookDelivery.newBuilder()
			.setOrganisationId("org")
			.setIntegrationId("int")
			.setAts("fake")
			.setDeliveryId("d")
			.setKind(kind)
			.setVendorEvent("event")
			.setAuthenticated(AuthenticatedScope.ENVELOPE)
			.setApplicationId(application)
			.setCandidateId(candidate)
			.setJobId(job)
			.setReceivedAt(Instant.EPOCH)
			.build();
		return Routing.of(delivery, "tracked"::equals);
	}

}
