package io.claraconnect.sync.request;

import java.util.Map;

import io.claraconnect.sync.request.Wish.Via;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A wish")
class WishTest {

	@Test
	void survives_its_text_form() {
		Wish wish = new Wish(Via.LIVE, "d-1", "job-1", Map.of("result", "7"), true, true);
		assertThat(Wish.parse(wish.toJson())).isEqualTo(wish);
		assertThat(Wish.parse("").via()).isEqualTo(Via.SWEEP);
		assertThat(Wish.parse("not json").via()).isEqualTo(Via.SWEEP);
	}

	@Test
	void keeps_what_an_unfulfilled_one_said() {
		Wish older = new Wish(Via.LIVE, "d-1", "job-1", Map.of("result", "7"), true, false);
		Wish joined = Wish.via(Via.SWEEP, null).joined(older);
		assertThat(joined).isEqualTo(older);
		assertThat(joined.priority()).isZero();
	}

	@Test
	void of_a_newer_delivery_wins_over_an_older_one() {
		Wish older = new Wish(Via.BACKFILL, "d-1", "job-1", Map.of("result", "7", "card", "1"), false, false);
		Wish newer = new Wish(Via.LIVE, "d-2", "job-2", Map.of("result", "8"), false, false);
		assertThat(newer.joined(older))
			.isEqualTo(new Wish(Via.LIVE, "d-2", "job-2", Map.of("result", "8", "card", "1"), false, false));
	}

}
