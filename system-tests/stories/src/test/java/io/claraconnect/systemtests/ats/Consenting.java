package io.claraconnect.systemtests.ats;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;

import io.claraconnect.ats.api.Consent;
import io.claraconnect.ats.api.Credentials;
import io.claraconnect.ats.api.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/** A Super Admin who agrees on the vendor's consent page. */
final class Consenting {

	static final URI BACK = URI.create("https://connect.example.org/oauth/callback");

	private Consenting() {
	}

	static Credentials credentials(Account account, Map<String, String> settings) {
		Consent consent = account.connector.consent().orElseThrow();
		String page = consent.consentPage(settings, BACK, "state-1").toString();
		String location = location(URI.create(page + "&account=" + account.id()));
		assertThat(location).startsWith(BACK.toString()).contains("state=state-1");
		Secret code = Secret.of(location.replaceAll("^.*[?&]code=([^&]*).*$", "$1"));
		return Objects.requireNonNull(consent.exchange(settings, BACK, code).block(Account.WAIT));
	}

	private static String location(URI page) {
		try (HttpClient browser = HttpClient.newHttpClient()) {
			var answer = browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
			return answer.headers()
				.firstValue("location")
				.orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
