package io.claraconnect.config.consent;

import java.net.URI;

import io.claraconnect.config.integrations.Integrations;
import io.claraconnect.config.security.Caller;
import io.claraconnect.config.setup.TestConnection.Tested;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Consent over HTTP. */
@RestController
final class ConsentController {

	private final Integrations integrations;

	private final Authorise authorise;

	private final ConsentProperties properties;

	ConsentController(Integrations integrations, Authorise authorise, ConsentProperties properties) {
		this.integrations = integrations;
		this.authorise = authorise;
		this.properties = properties;
	}

	/** Begins a consent. */
	@PostMapping("/api/v1/integrations/{id}/consent")
	Mono<ConsentPageJson> begin(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestBody(required = false) @Nullable ConsentJson body) {
		return this.integrations.findOpen(caller.organisationId(), id)
			.flatMap((integration) -> this.authorise.begin(integration, (body != null) ? body.redirectUri() : null))
			.map((page) -> new ConsentPageJson(page.toString()));
	}

	/** Where the vendor sends the browser back; the state proves who began it. */
	@GetMapping("/oauth/callback")
	Mono<ResponseEntity<DoneJson>> callback(@RequestParam String state,
			@RequestParam(required = false) @Nullable String code,
			@RequestParam(required = false) @Nullable String error) {
		return this.authorise.finish(state, (error != null) ? null : code).map(this::done);
	}

	private ResponseEntity<DoneJson> done(Tested tested) {
		String id = tested.integration().integrationId();
		String result = tested.report().usable() ? "connected" : "failed";
		String page = this.properties.donePage();
		if (page == null || page.isBlank()) {
			return ResponseEntity.ok()
				.cacheControl(CacheControl.noStore())
				.body(new DoneJson(id, tested.integration().state().name(), tested.report().usable()));
		}
		URI location = UriComponentsBuilder.fromUriString(page)
			.queryParam("integration", id)
			.queryParam("result", result)
			.build()
			.toUri();
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(location)
			.cacheControl(CacheControl.noStore())
			.build();
	}

	record ConsentJson(@Nullable String redirectUri) {

	}

	record ConsentPageJson(String consentPage) {

	}

	record DoneJson(String integrationId, String state, boolean usable) {

	}

}
