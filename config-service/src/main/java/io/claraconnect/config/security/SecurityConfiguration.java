package io.claraconnect.config.security;

import java.util.Arrays;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;

/**
 * The door: who may call what, in one table; what is not in it is refused. Callers come
 * with a bearer token in a header that no browser adds by itself, and there is no session
 * and no cookie: requests forged across sites have nothing to ride on, so CSRF tokens do
 * not apply and are off. CORS is off: no page of another origin may call.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

	private static final String API = "/api/v1/**";

	private static final String[] EVERY_ROLE = Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);

	@Bean
	SecurityWebFilterChain door(ServerHttpSecurity http, SecurityProperties properties) {
		ProblemAnswers answers = new ProblemAnswers();
		http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.cors(ServerHttpSecurity.CorsSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.requestCache((cache) -> cache.requestCache(NoOpServerRequestCache.getInstance()))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(answers).accessDeniedHandler(answers))
			.authorizeExchange(SecurityConfiguration::rules);
		if (properties.oidc()) {
			http.oauth2ResourceServer((server) -> server.authenticationEntryPoint(answers)
				.accessDeniedHandler(answers)
				.jwt((jwt) -> jwt.jwtDecoder(decoder(String.valueOf(properties.issuer())))
					.jwtAuthenticationConverter(new OidcCallers(properties))));
		}
		else {
			http.addFilterAt(tokenFilter(properties, answers), SecurityWebFiltersOrder.AUTHENTICATION);
		}
		return http.build();
	}

	/**
	 * Keeps Spring Boot from making a user of its own: nobody logs in by name and
	 * password.
	 */
	@Bean
	ReactiveAuthenticationManager nobody() {
		return (authentication) -> Mono.error(new BadCredentialsException("refused"));
	}

	private static void rules(ServerHttpSecurity.AuthorizeExchangeSpec door) {
		String admin = Role.PARTNER_ADMIN.name();
		door.pathMatchers("/actuator/health", "/actuator/health/**", "/actuator/prometheus")
			.permitAll()
			.pathMatchers(HttpMethod.GET, "/oauth/callback")
			.permitAll()
			.pathMatchers(HttpMethod.GET, "/api/v1/integrations/*/webhooks")
			.hasAuthority(admin)
			.pathMatchers(HttpMethod.GET, "/api/v1/integrations/*/erasures", "/api/v1/integrations/*/erasures/*")
			.hasAnyAuthority(admin, Role.OPERATOR.name(), Role.AUDITOR.name())
			.pathMatchers(HttpMethod.GET, API)
			.hasAnyAuthority(EVERY_ROLE)
			.pathMatchers(HttpMethod.POST, "/api/v1/integrations/*/applications/*/status")
			.hasAnyAuthority(Role.RECRUITER.name(), Role.HIRING_MANAGER.name())
			.pathMatchers(API)
			.hasAuthority(admin)
			.anyExchange()
			.denyAll();
	}

	private static AuthenticationWebFilter tokenFilter(SecurityProperties properties, ProblemAnswers answers) {
		ReactiveAuthenticationManager accepted = Mono::just;
		AuthenticationWebFilter filter = new AuthenticationWebFilter(accepted);
		filter.setServerAuthenticationConverter(AdminToken.read(properties.adminTokenFile()));
		filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
		filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(answers));
		return filter;
	}

	private static ReactiveJwtDecoder decoder(String issuer) {
		return new SupplierReactiveJwtDecoder(() -> ReactiveJwtDecoders.fromIssuerLocation(issuer));
	}

}
