package io.claraconnect.guarantees.writeback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.local.launcher.Service;

/** The ATS fails with 500, 502, 503 and 504, at reads and at writes. */
public final class VendorFails implements Scenario {

	private static final double SHARE = 0.3;

	private static final int WRITES_AT_MOST = 3;

	@Override
	public String id() {
		return "A2";
	}

	@Override
	public String name() {
		return "500, 502, 503, 504 on 30 %";
	}

	@Override
	public String promise() {
		return "Reads are tried again, a write is never repeated blindly, and everybody has one note or a reported doubt.";
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of("lever"), size.of(1, 12));
		List<String> faults = new ArrayList<>();
		int times = size.of(3, size.events() / 40);
		desk.scene().fleet().tenants().forEach((tenant) -> {
			for (int status : new int[] { 500, 502, 503, 504 }) {
				faults.add(desk.fault(tenant,
						Api.object()
							.put("pathRegex", "^/v1/opportunities")
							.put("kind", (status % 2 == 0) ? "status" : "html")
							.put("status", status)
							.put("times", times)
							.put("probability", SHARE / 4 * 1.2)
							.put("seed", size.seed() + status)));
			}
		});
		try {
			List<Candidacy> people = desk.scene().crowd(size.of(8, size.events() / 20), size.of(2, 16));
			desk.awaitWritten(people);
			int struck = faults.stream().mapToInt(desk::struck).sum();
			Scene.require(struck >= 3, "only " + struck + " calls failed");
			Map<String, Long> notes = desk.scene()
				.fleet()
				.tenants()
				.stream()
				.flatMap((tenant) -> desk.asked(tenant).stream())
				.filter((one) -> one.method().equals("POST") && one.path().endsWith("/notes"))
				.collect(Collectors.groupingBy(Desk.Asked::path, Collectors.counting()));
			notes.forEach(
					(path, count) -> Scene.require(count <= WRITES_AT_MOST, count + " writes of one note, at " + path));
			return desk.once(people, people.size() / 4).with("calls that failed", struck);
		}
		finally {
			faults.forEach(desk::withdraw);
		}
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(Mutant
			.cut("trying a failed read again", Service.SYNC_WORKER, "io.claraconnect.sync.request.Verdict#of",
					"call:io.claraconnect.kit.work.WorkResult#done")
			.and(Service.SYNC_WORKER, "io.claraconnect.ats.http.AtsHttp#worthAnotherTry", "false"));
	}

}
