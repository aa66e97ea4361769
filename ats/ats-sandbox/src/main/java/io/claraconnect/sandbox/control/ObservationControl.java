package io.claraconnect.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.RequestLog;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.WriteLog;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened: calls and writes. And the clock. */
final class ObservationControl {

	private final Workbench bench;

	private final RequestLog log;

	ObservationControl(Workbench bench, RequestLog log) {
		this.bench = bench;
		this.log = log;
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("GET", "/requests", this::requests)
			.on("DELETE", "/requests", this::forget)
			.on("GET", "/writes", this::writes)
			.on("GET", "/clock", (call) -> clock())
			.on("POST", "/clock", this::advance);
	}

	private Reply requests(Call call) {
		List<RequestLog.Entry> entries = this.log.all()
			.stream()
			.filter((entry) -> wanted(call, "vendor", entry.vendor()) && wanted(call, "method", entry.method()))
			.filter((entry) -> wanted(call, "account", String.valueOf(entry.account())))
			.filter((entry) -> wanted(call, "path", entry.path()))
			.filter((entry) -> after(call, entry.seq(), entry.at()))
			.toList();
		return Reply.json(200, Json.object().put("count", entries.size()).set("requests", Json.tree(entries)));
	}

	private static boolean wanted(Call call, String parameter, String value) {
		return call.request().query(parameter).map(value::equals).orElse(true);
	}

	private static boolean after(Call call, long seq, Instant at) {
		return call.request()
			.query("since")
			.map((since) -> since.matches("\\d+") ? seq > Long.parseLong(since) : at.isAfter(Instant.parse(since)))
			.orElse(true);
	}

	private Reply forget(Call call) {
		this.log.clear();
		this.bench.writes().clear();
		return Reply.empty(204);
	}

	private Reply writes(Call call) {
		List<WriteLog.Entry> entries = this.bench.writes()
			.all()
			.stream()
			.filter((entry) -> wanted(call, "vendor", entry.vendor()) && wanted(call, "kind", entry.kind()))
			.filter((entry) -> wanted(call, "account", entry.account()))
			.filter((entry) -> wanted(call, "candidateId", String.valueOf(entry.candidateId())))
			.filter((entry) -> wanted(call, "applicationId", String.valueOf(entry.applicationId())))
			.toList();
		Map<WriteLog.Entry, Integer> counts = new LinkedHashMap<>();
		for (WriteLog.Entry entry : entries) {
			counts.merge(new WriteLog.Entry(Instant.EPOCH, entry.vendor(), entry.account(), entry.kind(),
					entry.candidateId(), entry.applicationId(), null), 1, Integer::sum);
		}
		ObjectNode result = Json.object().put("count", entries.size());
		ArrayNode counted = result.putArray("counts");
		counts.forEach((key, count) -> counted.add(count(key, count)));
		return Reply.json(200, result.set("writes", Json.tree(entries)));
	}

	private static ObjectNode count(WriteLog.Entry key, int count) {
		return Json.object()
			.put("vendor", key.vendor())
			.put("account", key.account())
			.put("candidateId", key.candidateId())
			.put("applicationId", key.applicationId())
			.put("kind", key.kind())
			.put("count", count);
	}

	private Reply clock() {
		return Reply.json(200, Json.object().put("now", this.bench.now().toString()));
	}

	private Reply advance(Call call) {
		long seconds = call.body().path("advanceSeconds").asLong(0);
		if (seconds <= 0) {
			throw new Refusal(400, "'advanceSeconds' must be a positive number");
		}
		this.bench.world().clock().advance(Duration.ofSeconds(seconds));
		this.bench.deliveries().wake();
		return clock();
	}

}
