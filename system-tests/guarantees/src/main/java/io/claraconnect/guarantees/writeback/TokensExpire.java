package io.claraconnect.guarantees.writeback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.claraconnect.guarantees.Mutant;
import io.claraconnect.guarantees.Outcome;
import io.claraconnect.guarantees.RunSize;
import io.claraconnect.guarantees.Scenario;
import io.claraconnect.guarantees.Scene;
import io.claraconnect.instruments.house.Api;
import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.house.HouseOptions;
import io.claraconnect.instruments.house.Until;
import io.claraconnect.instruments.tenants.Candidacy;
import io.claraconnect.instruments.tenants.Tenant;
import io.claraconnect.local.launcher.Service;

/**
 * Every access token dies at the vendor before its time, while many calls need one. The
 * sandbox's clock goes ahead for that, so it needs a house of its own.
 */
public final class TokensExpire implements Scenario {

	private static final int TWO_HOURS = 7200;

	private static final Duration SOON = Duration.ofSeconds(60);

	private final String id;

	private final String vendor;

	private final int renewers;

	private final Mutant mutant;

	private TokensExpire(String id, String vendor, int renewers, Mutant mutant) {
		this.id = id;
		this.vendor = vendor;
		this.renewers = renewers;
		this.mutant = mutant;
	}

	/**
	 * A vendor where each process that calls it asks for a token of its own.
	 * @return the scenario
	 */
	public static Scenario ofEachProcess() {
		return new TokensExpire("A7", "greenhouse", 3, Mutant.cut("forgetting the refused token", Service.SYNC_WORKER,
				"io.claraconnect.ats.http.TokenCache#forget", "void"));
	}

	/**
	 * A vendor whose refresh token can be used once, so that one process renews for all.
	 * @return the scenario
	 */
	public static Scenario ofAll() {
		return new TokensExpire("A7-lever", "lever", 1, Mutant.cut("asking to renew", Service.SYNC_WORKER,
				"io.claraconnect.kit.ats.CredentialStore#requestRenewal", "empty-mono"));
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return "401 and one renewal, at " + this.vendor;
	}

	@Override
	public String promise() {
		return (this.renewers == 1)
				? "However many calls of however many processes are refused at once, the refresh token is used once, and all go on."
				: "However many calls are refused at once, each process asks for one new token, and all go on.";
	}

	@Override
	public Optional<HouseOptions> ownHouse() {
		return Optional.of(HouseOptions.standard().failpoints());
	}

	@Override
	public boolean isQuick() {
		return false;
	}

	@Override
	public Outcome run(House house, RunSize size) {
		Desk desk = Desk.of(house, size, List.of(this.vendor), 1);
		Tenant tenant = desk.tenant();
		desk.awaitWritten(desk.scene().crowd(2, 2));
		house.control().post("/control/clock", Api.object().put("advanceSeconds", TWO_HOURS));
		long before = tokens(desk, tenant);
		long refusedBefore = refused(desk, tenant);
		List<Candidacy> people = desk.scene().crowd(size.of(20, 100), size.of(20, 100));
		Until.holds("a new token was asked for", SOON, () -> tokens(desk, tenant) > before);
		desk.awaitWritten(people);
		long asked = tokens(desk, tenant) - before;
		long refused = refused(desk, tenant) - refusedBefore;
		Scene.require(refused >= 1, "no call was refused");
		Scene.require(asked >= 1 && asked <= this.renewers,
				asked + " tokens were asked for by at most " + this.renewers + " processes");
		return desk.once(people, 0).with("calls refused by 401", refused).with("tokens asked for", asked);
	}

	private static long tokens(Desk desk, Tenant tenant) {
		return house(desk, tenant).stream().filter((one) -> one.path().endsWith("/token")).count();
	}

	private static long refused(Desk desk, Tenant tenant) {
		return house(desk, tenant).stream().filter((one) -> one.status() == 401).count();
	}

	/** Requests without a valid token belong to no account. */
	private static List<Desk.Asked> house(Desk desk, Tenant tenant) {
		return desk.askedOf(tenant.ats());
	}

	@Override
	public List<Mutant> mutants() {
		return List.of(this.mutant);
	}

}
