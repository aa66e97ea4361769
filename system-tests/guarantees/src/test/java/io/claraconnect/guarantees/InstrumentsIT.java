package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.List;

import io.claraconnect.instruments.courier.Passage;
import io.claraconnect.instruments.courier.Post;
import io.claraconnect.instruments.courier.Tampering;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Server;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.ledger.Balance;
import io.claraconnect.instruments.ledger.VoidRun;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The instruments over a real house. */
class InstrumentsIT {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static House house;

	@BeforeAll
	static void open() {
		house = House.shared();
	}

	@Test
	@DisplayName("A run in which everything goes well balances")
	void balances() {
		Fleet fleet = house.tenants().connect(3);
		List<Candidacy> people = fleet.apply(9, 3);
		settle();
		people.get(0).reject();
		people.get(1).move(fleet.tenants().get(1).stages().get(1));
		settle();

		Balance balance = house.ledger(fleet).balance();

		assertThat(balance.of("candidacies on which all agree")).isEqualTo(9);
		assertThat(balance.of("candidacies with exactly one note")).isEqualTo(9);
		assertThat(balance.of("sent")).isEqualTo(balance.of("acknowledged")).isGreaterThan(9);
	}

	@Test
	@DisplayName("A run is void when what happened in the ATS never came through")
	void voids() {
		Fleet fleet = house.tenants().connect(List.of("greenhouse"), 1);
		Tenant tenant = fleet.first();
		Candidacy candidacy = tenant.apply("Vera Void", Fit.CLEAR);
		settle();
		assertThat(house.ledger(fleet).balance().of("sent")).isPositive();

		house.courier().policy((arrival, _) -> fleet.owns(arrival) ? List.of() : List.of(Passage.STRAIGHT));
		candidacy.reject();
		await().atMost(SOON)
			.until(() -> house.courier()
				.arrivals()
				.stream()
				.anyMatch((it) -> fleet.owns(it) && new String(it.body(), java.nio.charset.StandardCharsets.UTF_8)
					.contains("reject_candidate")));
		house.heal();
		settle();

		assertThatThrownBy(() -> house.ledger(fleet).balance()).isInstanceOf(VoidRun.class)
			.hasMessageContaining("the ATS says REJECTED");
	}

	@Test
	@DisplayName("A forged delivery is refused, and the ledger knows it")
	void forged() {
		Fleet fleet = house.tenants().connect(3);
		fleet.apply(3, 3);
		settle();
		List<Post> forged = house.courier()
			.arrivals()
			.stream()
			.filter((arrival) -> fleet.owns(arrival)
					&& fleet.tenants().stream().noneMatch((tenant) -> tenant.owns(arrival) && tenant.isSetUp(arrival)))
			.flatMap((arrival) -> List.of(Tampering.BODY, Tampering.SECRET, Tampering.MISSING)
				.stream()
				.map((how) -> house.courier().send(arrival, new Passage(Duration.ZERO, how))))
			.toList();
		settle();

		Balance balance = house.ledger(fleet).balance();

		assertThat(balance.of("forged and refused")
				+ balance.of("altered outside of what the vendor signs, taken as hints"))
			.isEqualTo(forged.size())
			.isGreaterThanOrEqualTo(9);
	}

	@Test
	@DisplayName("A service can be killed, stopped, halted and doubled")
	void servers() {
		ServiceServer scoring = house.service(Service.SCORING_SERVICE);
		long before = scoring.pid();
		scoring.kill();
		assertThat(scoring.isAlive()).isFalse();
		scoring.start();
		assertThat(scoring.pid()).isNotEqualTo(before);

		Server.Ended ended = scoring.stop();
		assertThat(ended.byItself()).isTrue();
		assertThat(ended.exitCode()).hasValue(143);
		scoring.start();

		scoring.suspend();
		assertThat(scoring.isReady()).isFalse();
		scoring.resume();
		scoring.awaitReady(SOON);

		ServiceServer other = house.another(Service.SCORING_SERVICE);
		assertThat(other.metric("process_uptime_seconds")).isPositive();
		other.kill();
	}

	private static void settle() {
		house.courier().awaitQuiet(SOON);
		house.topics().awaitIdle(SOON);
	}

}
