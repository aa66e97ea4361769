package io.claraconnect.sandbox.control;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.claraconnect.sandbox.http.FaultBoard;
import io.claraconnect.sandbox.http.Front;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.http.RequestLog;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Vendor;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.NoSuchRow;
import io.claraconnect.sandbox.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The control API, served under {@code /control}. */
public final class ControlSite implements Front.Site {

	private final Router<Function<Call, Reply>> router = new Router<>();

	private final Map<String, Vendor> vendors;

	private final World world;

	public ControlSite(Workbench bench, Map<String, Vendor> vendors, FaultBoard faults, RequestLog log) {
		this.vendors = vendors;
		this.world = bench.world();
		new ObservationControl(bench, log).register(this.router);
		new FaultControl(faults, bench.ids()).register(this.router);
		new AccountControl(bench).register(this.router);
		new JobControl(bench).register(this.router);
		new CandidateControl(bench).register(this.router);
		new WebhookControl(bench).register(this.router);
	}

	@Override
	public boolean logged() {
		return false;
	}

	@Override
	public Optional<String> account(Request request) {
		return Optional.empty();
	}

	@Override
	public Reply answer(Request request, @Nullable String account) {
		Optional<Router.Match<Function<Call, Reply>>> match = this.router.find(request.method(), request.path());
		if (match.isEmpty()) {
			return this.router.knows(request.path()) ? Reply.error(405, request.method() + " is not possible here")
					: Reply.error(404, "The control API has no " + request.path());
		}
		try {
			return match.get().handler().apply(new Call(request, match.get().variables(), this.vendors, this.world));
		}
		catch (Refusal ex) {
			return Reply.error(ex.status(), String.valueOf(ex.getMessage()));
		}
		catch (NoSuchRow ex) {
			return Reply.error(404, String.valueOf(ex.getMessage()));
		}
		catch (IllegalArgumentException | JacksonException ex) {
			return Reply.error(400, String.valueOf(ex.getMessage()));
		}
	}

}
