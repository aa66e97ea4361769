package io.claraconnect.sandbox.control;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.claraconnect.sandbox.http.Fault;
import io.claraconnect.sandbox.http.FaultBoard;
import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.world.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders and cancels faults. */
final class FaultControl {

	private final FaultBoard board;

	private final Ids ids;

	FaultControl(FaultBoard board, Ids ids) {
		this.board = board;
		this.ids = ids;
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("POST", "/faults", this::order)
			.on("GET", "/faults", (call) -> list())
			.on("DELETE", "/faults", (call) -> cancel(null))
			.on("DELETE", "/faults/{fault}", (call) -> cancel(call.variable("fault")));
	}

	private Reply order(Call call) {
		ObjectNode body = call.body();
		Fault.Kind kind = Fault.Kind.of(Call.required(body, "kind"));
		String path = optional(body, "pathRegex");
		Fault fault = new Fault("f" + this.ids.hex(4), optional(body, "vendor"), optional(body, "account"),
				optional(body, "method"), (path != null) ? Pattern.compile(path) : null, kind,
				body.path("status").asInt(usualStatus(kind)), optional(body, "retryAfter"), Json.text(body, "says", ""),
				body.path("delayMs").asLong(usualDelay(kind)), body.path("times").asInt(1),
				body.path("probability").asDouble(1), new Random(body.path("seed").asLong(42)));
		this.board.order(fault);
		return Reply.json(201, view(fault, 0));
	}

	private Reply list() {
		ArrayNode result = Json.array();
		for (Map.Entry<Fault, Integer> entry : this.board.all()) {
			result.add(view(entry.getKey(), entry.getValue()));
		}
		return Reply.json(200, result);
	}

	private Reply cancel(@Nullable String id) {
		this.board.cancel(id);
		return Reply.empty(204);
	}

	private static ObjectNode view(Fault fault, int struck) {
		return Json.object()
			.put("id", fault.id())
			.put("vendor", fault.vendor())
			.put("account", fault.account())
			.put("method", fault.method())
			.put("pathRegex", (fault.path() != null) ? fault.path().pattern() : null)
			.put("kind", fault.kind().label())
			.put("status", fault.status())
			.put("retryAfter", fault.retryAfter())
			.put("says", fault.says())
			.put("delayMs", fault.delayMs())
			.put("times", fault.times())
			.put("probability", fault.probability())
			.put("struck", struck);
	}

	private static int usualStatus(Fault.Kind kind) {
		return (kind == Fault.Kind.HTML) ? 502 : 500;
	}

	private static long usualDelay(Fault.Kind kind) {
		return (kind == Fault.Kind.HANG_BYTES) ? 100 : 30_000;
	}

	private static @Nullable String optional(ObjectNode body, String property) {
		String value = Json.text(body, property, "");
		return value.isEmpty() ? null : value;
	}

}
