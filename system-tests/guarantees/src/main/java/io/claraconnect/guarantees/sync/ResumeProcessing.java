package io.claraconnect.guarantees.sync;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Fit;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/** The vendor still works on a resume when the application is announced. */
public final class ResumeProcessing implements Scenario {

	private static final Duration WORKED_ON = Duration.ofSeconds(20);

	@Override
	public String id() {
		return "M1";
	}

	@Override
	public String name() {
		return "resume still processing at the vendor";
	}

	@Override
	public String promise() {
		return "No band, note or tag before the resume is there, and the right ones once it is.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Scene scene = Scene.of(house, size, List.of("lever"), 1);
		Tenant tenant = scene.fleet().first();
		var settings = Api.object();
		settings.putObject("options").put("resumeProcessingMs", WORKED_ON.toMillis());
		tenant.adjust(settings);
		Candidacy candidacy = tenant.apply("Petra Pending", Fit.CLEAR);
		long applied = System.nanoTime();
		Until.holds("the application is known and its material pending", Duration.ofSeconds(30),
				() -> house.sql()
					.number("SELECT count(*) FROM sync.work WHERE subject = ? AND cause = 'material_pending'",
							"application:" + candidacy.applicationId()) == 1);
		int looks = 0;
		while (System.nanoTime() - applied < WORKED_ON.minusSeconds(1).toNanos()) {
			Scene.require(candidacy.tags().isEmpty() && candidacy.notes().isEmpty(),
					"something was written about a resume that was not there yet");
			looks++;
			LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
		}
		Scene.require(looks > 0, "the machine is too slow to look meanwhile");
		scene.settle();
		Scene.require(candidacy.isWritten(), "nothing was written although the resume is there");
		Scene.require(candidacy.tags().stream().noneMatch((tag) -> tag.contains("no_resume")),
				"written as if there were no resume: " + candidacy.tags());
		return new Outcome().with("looks meanwhile", looks).with(scene.balance());
	}

	/** The third look comes half a minute after the first. */
	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant.cut("what the vendor says of a resume", Service.SYNC_WORKER,
				"io.claraconnect.sync.application.Settling#last", "null"));
	}

}
