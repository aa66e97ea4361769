package io.claraconnect.guarantees.delivery;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.ServiceServer;
import io.claraconnect.instruments.load.CpuClock;
import io.claraconnect.instruments.tenants.Tenants;

/** Everybody applies at once, and nothing is disturbed: how fast the whole line is. */
public final class Rush implements Scenario {

	@Override
	public String id() {
		return "L1";
	}

	@Override
	public String name() {
		return "a rush";
	}

	@Override
	public String promise() {
		return "When many apply at once everybody is read, scored and written once; told with the speed of the line.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, Tenants.VENDORS, size.of(3, 30));
		int people = size.of(12, size.events() / 10);
		List<ServiceServer> services = house.services();
		CpuClock clock = CpuClock.start(services.stream().map(ServiceServer::pid).toList());
		long begin = System.nanoTime();
		scene.crowd(people, 16);
		scene.settle();
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		CpuClock.Reading reading = clock.read();
		Outcome outcome = new Outcome().with("applications", people)
			.with("all done after", took)
			.with("applications per second", "%.1f".formatted(people * 1e9 / took.toNanos()))
			.with("cores that others kept busy", "%.2f".formatted(reading.others()));
		for (int i = 0; i < services.size(); i++) {
			outcome.with("CPU ms per application, " + services.get(i).name(),
					"%.1f".formatted(reading.used().get(i).toNanos() / 1e6 / people));
		}
		return outcome.with(scene.balance());
	}

	@Override
	public boolean isQuick() {
		return false;
	}

}
