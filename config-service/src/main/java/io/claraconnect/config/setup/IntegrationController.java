package io.claraconnect.config.setup;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.claraconnect.ats.api.Connector;
import io.claraconnect.ats.api.Connectors;
import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.integrations.StoredIntegration;
import io.claraconnect.config.integrations.StoredIntegration.State;
import io.claraconnect.config.problem.Refusal;
import io.claraconnect.config.security.Caller;
import io.claraconnect.config.setup.SetUpJson.CheckJson;
import io.claraconnect.config.setup.SetUpJson.ConnectorJson;
import io.claraconnect.config.setup.SetUpJson.CreateJson;
import io.claraconnect.config.setup.SetUpJson.CredentialsJson;
import io.claraconnect.config.setup.SetUpJson.IntegrationJson;
import io.claraconnect.config.setup.SetUpJson.PatchJson;
import io.claraconnect.kit.db.Database;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connections over HTTP. */
@RestController
@RequestMapping("/api/v1")
final class IntegrationController {

	private final Database database;

	private final Integrations integrations;

	private final Connectors connectors;

	private final Connect connect;

	private final TestConnection test;

	private final ChangeRules rules;

	private final Disconnect disconnect;

	IntegrationController(Database database, Integrations integrations, Connectors connectors, Connect connect,
			TestConnection test, ChangeRules rules, Disconnect disconnect) {
		this.database = database;
		this.integrations = integrations;
		this.connectors = connectors;
		this.connect = connect;
		this.test = test;
		this.rules = rules;
		this.disconnect = disconnect;
	}

	/** Every kind of ATS that can be connected. */
	@GetMapping("/connectors")
	List<ConnectorJson> connectors() {
		return this.connectors.all().stream().map(Connector::descriptor).map(ConnectorJson::of).toList();
	}

	/** Makes a connection. */
	@PostMapping("/integrations")
	Mono<ResponseEntity<IntegrationJson>> create(@AuthenticationPrincipal Caller caller, @RequestBody CreateJson body) {
		return this.connect
			.create(caller.organisationId(), (body.ats() != null) ? body.ats() : "", body.caption(),
					orNone(body.settings()), orNone(body.credentials()))
			.flatMap(this::json)
			.map((made) -> ResponseEntity.created(URI.create("/api/v1/integrations/" + made.id())).body(made));
	}

	/** The connections of the caller's organisation. */
	@GetMapping("/integrations")
	Flux<IntegrationJson> list(@AuthenticationPrincipal Caller caller) {
		return this.integrations.list(caller.organisationId()).concatMap(this::json);
	}

	/** One connection. */
	@GetMapping("/integrations/{id}")
	Mono<IntegrationJson> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.integrations.find(caller.organisationId(), id).flatMap(this::json);
	}

	/** Changes what an admin set. */
	@PatchMapping("/integrations/{id}")
	Mono<IntegrationJson> patch(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody PatchJson body) {
		return this.rules.change(caller.organisationId(), id, body).flatMap(this::json);
	}

	/** Replaces the credentials; test the connection afterwards. */
	@PutMapping("/integrations/{id}/credentials")
	Mono<IntegrationJson> credentials(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody CredentialsJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.connect.renew(integration, body.credentials()))
			.flatMap(this::json);
	}

	/** Tries a connection at the vendor. */
	@PostMapping("/integrations/{id}/test")
	Mono<CheckJson> test(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap(this.test::test)
			.map((tested) -> new CheckJson(tested.report().usable(), tested.integration().state().name(),
					tested.report().accountName(), tested.report().items(),
					tested.report().usable() ? ""
							: "The connection does not work yet: check the credentials and the address, then follow"
									+ " the advice of each failed item."));
	}

	/** Stops work for a connection until it is resumed. */
	@PostMapping("/integrations/{id}/pause")
	Mono<IntegrationJson> pause(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return change(caller, id, State.CONNECTED, State.PAUSED, "Only a connected connection can be paused.");
	}

	/** Goes on with a paused connection. */
	@PostMapping("/integrations/{id}/resume")
	Mono<IntegrationJson> resume(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return change(caller, id, State.PAUSED, State.CONNECTED, "Only a paused connection can be resumed.");
	}

	/** Disconnects. */
	@DeleteMapping("/integrations/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> delete(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestParam(required = false) @Nullable String confirm) {
		if (!"DELETE".equals(confirm)) {
			return Mono
				.error(Refusal.invalid("not-confirmed", "Add ?confirm=DELETE: disconnecting cannot be taken back."));
		}
		return this.integrations.findOpen(caller.organisationId(), id).flatMap(this.disconnect::disconnect);
	}

	private Mono<IntegrationJson> change(Caller caller, String id, State from, State to, String refusal) {
		return this.integrations.change(caller.organisationId(), id, (client, now) -> {
			if (now.state() == to || now.state() == from) {
				return Mono.just(now.in(to));
			}
			return Mono.error(Refusal.conflict("wrong-state", refusal));
		}).flatMap(this::json);
	}

	private Mono<IntegrationJson> json(StoredIntegration integration) {
		return this.database.inOrganisation(integration.organisationId(),
				(client) -> this.integrations.tracked(client, integration)
					.flatMap((jobs) -> this.integrations.mapping(client, integration)
						.map((mapping) -> IntegrationJson.of(integration, jobs, mapping))));
	}

	private static Map<String, String> orNone(@Nullable Map<String, String> map) {
		return (map != null) ? map : Map.of();
	}

}
