package io.claraconnect.guarantees;

import java.time.Duration;
import java.util.List;

import io.claraconnect.guarantees.crash.CutOffFromBroker;
import io.claraconnect.guarantees.crash.KilledBeforePublishing;
import io.claraconnect.guarantees.crash.OrderlyEnd;
import io.claraconnect.guarantees.crash.RollingRestart;
import io.claraconnect.guarantees.crash.ServiceKilled;
import io.claraconnect.guarantees.delivery.BrokerStopped;
import io.claraconnect.guarantees.delivery.DatabaseStopped;
import io.claraconnect.guarantees.delivery.ForgedDelivery;
import io.claraconnect.guarantees.delivery.IngressKilled;
import io.claraconnect.guarantees.delivery.RegistryAway;
import io.claraconnect.guarantees.delivery.RegistryAwayAtStart;
import io.claraconnect.guarantees.delivery.RegistryLost;
import io.claraconnect.guarantees.delivery.ReplayedDelivery;
import io.claraconnect.guarantees.delivery.ReversedOrder;
import io.claraconnect.guarantees.delivery.Rush;
import io.claraconnect.guarantees.delivery.SameDeliveryAtOnce;
import io.claraconnect.guarantees.delivery.ReorderedDeliveries;
import io.claraconnect.guarantees.delivery.SlowOlderFetch;
import io.claraconnect.guarantees.erasure.ErasedWhilePipelineRuns;
import io.claraconnect.guarantees.erasure.RestoredDatabase;
import io.claraconnect.guarantees.events.PoisonAmongTraffic;
import io.claraconnect.guarantees.events.Rebalances;
import io.claraconnect.guarantees.privacy.GlassHouse;
import io.claraconnect.guarantees.privacy.ToldInConfidence;
import io.claraconnect.guarantees.events.ReplayOfEverything;
import io.claraconnect.guarantees.sync.AllKilled;
import io.claraconnect.guarantees.sync.DatabaseKilled;
import io.claraconnect.guarantees.sync.FailingReads;
import io.claraconnect.guarantees.sync.LimitedReads;
import io.claraconnect.guarantees.sync.MissedWebhooks;
import io.claraconnect.guarantees.sync.ResumeProcessing;
import io.claraconnect.guarantees.sync.SlowAnswers;
import io.claraconnect.guarantees.sync.TenantThrottled;
import io.claraconnect.guarantees.writeback.BackAndForth;
import io.claraconnect.guarantees.writeback.KilledAfterAnswer;
import io.claraconnect.guarantees.writeback.LateNote;
import io.claraconnect.guarantees.writeback.OwnEcho;
import io.claraconnect.guarantees.writeback.PersonTwice;
import io.claraconnect.guarantees.writeback.Throttled;
import io.claraconnect.guarantees.writeback.TokensExpire;
import io.claraconnect.guarantees.writeback.TwoWriters;
import io.claraconnect.guarantees.writeback.VendorFails;
import io.claraconnect.guarantees.writeback.WriteWithoutAnswer;
import io.claraconnect.instruments.courier.Tampering;
import io.claraconnect.local.launcher.Service;

/** Every scenario. Who adds one adds one line. */
public final class Scenarios {

	private Scenarios() {
	}

	/**
	 * Lists them.
	 * @return in the order in which they run
	 */
	public static List<Scenario> all() {
		return List.of(
				// Webhooks
				new ForgedDelivery("V1", Tampering.BODY), new ForgedDelivery("V2", Tampering.SECRET),
				new ForgedDelivery("V3", Tampering.MISSING), new ReplayedDelivery(),
				// Order
				new ReorderedDeliveries(), new SlowOlderFetch(), new SameDeliveryAtOnce(), new ReversedOrder(),
				// Speed
				new Rush(),
				// Crashes
				new IngressKilled(), new ServiceKilled("C2", Service.SYNC_WORKER),
				new ServiceKilled("C3", Service.SCORING_SERVICE), new ServiceKilled("C4", Service.WRITEBACK_SERVICE),
				new ServiceKilled("C5", Service.CONFIG_SERVICE), new KilledBeforePublishing("C8", Service.SYNC_WORKER),
				new KilledBeforePublishing("C8-config", Service.CONFIG_SERVICE), new AllKilled(), new RollingRestart(),
				new OrderlyEnd(),
				// Events
				new CutOffFromBroker(), new Rebalances(), new ReplayOfEverything(), new PoisonAmongTraffic(),
				// Reading
				new LimitedReads(), new FailingReads(), new SlowAnswers(), new TenantThrottled(),
				new ResumeProcessing(), new MissedWebhooks(),
				// Write-back
				new KilledAfterAnswer(), new TwoWriters(false), new TwoWriters(true), new WriteWithoutAnswer(),
				new LateNote("lever", Duration.ofSeconds(60), true),
				new LateNote("greenhouse", Duration.ofSeconds(100), false), new BackAndForth(), new PersonTwice(),
				new OwnEcho(), new Throttled(), new VendorFails(), TokensExpire.ofEachProcess(), TokensExpire.ofAll(),
				// What is away
				new BrokerStopped(), new DatabaseStopped(), new DatabaseKilled(), new RegistryAwayAtStart(),
				new RegistryAway(), new RegistryLost(),
				// Persons
				new ErasedWhilePipelineRuns(), new RestoredDatabase(), new ToldInConfidence(), new GlassHouse());
	}

	/**
	 * Finds one.
	 * @param id its id, such as {@code B1}
	 * @return the scenario
	 */
	public static Scenario byId(String id) {
		return all().stream()
			.filter((scenario) -> scenario.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no scenario " + id));
	}

}
