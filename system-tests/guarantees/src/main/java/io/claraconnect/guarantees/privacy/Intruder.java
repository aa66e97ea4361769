package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.house.House;
import io.claraconnect.local.launcher.Service;

/**
 * Knocks at every door in every wrong way, with keys that are nobody's: what a door is
 * shown must not be written down either.
 */
final class Intruder {

	private final House house;

	private final Mark key;

	private final Mark word;

	Intruder(House house, Random random) {
		this.house = house;
		this.key = new Mark("intruder key", "sk_live_" + Long.toHexString(random.nextLong()) + Persona.word(random));
		this.word = new Mark("intruder word", Persona.word(random) + "-" + Persona.word(random));
	}

	List<Mark> marks() {
		return List.of(this.key, this.word);
	}

	/** Tries everything; what is answered is searched too. */
	void knock(Search answers) {
		String ingress = this.house.service(Service.WEBHOOK_INGRESS).address();
		String config = this.house.service(Service.CONFIG_SERVICE).address();
		String body = "{\"name\":\"" + this.word.text() + "\",\"signature\":\"" + this.key.text() + "\"}";
		Map<String, String> headers = Map.of("Authorization", "Bearer " + this.key.text(), "Signature",
				"sha256 " + this.key.text(), "Content-Type", "application/json", "X-Organisation", this.word.text());
		for (String door : List.of(ingress, config)) {
			for (String path : List.of("/webhooks/" + this.word.text() + "/" + this.key.text() + "/company",
					"/vendors/teamtailor?token=" + this.key.text(),
					"/oauth/callback?state=" + this.key.text() + "&code=" + this.key.text(),
					"/api/v1/integrations/" + this.word.text() + "?token=" + this.key.text(),
					"/actuator/env?token=" + this.key.text(), "/" + this.word.text())) {
				for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
					answers.in("answers", "answer to " + method + " of an intruder",
							Knock.at(method, door + path, headers, body).replace(this.word.text() + "/", ""));
				}
			}
			raw(door, "GET /" + this.key.text() + " HTTP/9.9\r\n" + this.word.text() + "\r\n\r\n");
			raw(door, "POST /webhooks/" + this.key.text() + " HTTP/1.1\r\nHost: x\r\nX-Long: "
					+ this.key.text().repeat(900) + "\r\n\r\n");
			raw(door, "POST /%zz" + this.key.text() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
					+ this.word.text());
		}
		this.house.courier().arrivals().stream().limit(40).forEach((arrival) -> tampered(ingress, arrival));
	}

	/** A genuine delivery, changed. */
	private void tampered(String ingress, Arrival arrival) {
		String path = URI.create("http://x" + arrival.path()).getPath();
		Knock.at("POST", ingress + path, Map.of("Content-Type", "application/json", "Signature", this.key.text()),
				"{\"candidate\":\"" + this.word.text() + "\"");
		Knock.at("POST", ingress + path + "-" + this.key.text(), Map.of(),
				new String(arrival.body(), StandardCharsets.UTF_8));
	}

	private void raw(String door, String request) {
		URI address = URI.create(door);
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			socket.setSoTimeout(3_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			socket.shutdownOutput();
			socket.getInputStream().readNBytes(2_000);
		}
		catch (IOException _) {
			return;
		}
	}

}
