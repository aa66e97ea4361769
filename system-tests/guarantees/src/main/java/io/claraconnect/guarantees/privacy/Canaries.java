package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.instruments.house.House;
import io.claraconnect.instruments.tenants.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every secret that a house and its customers have, found where it is made: in the files
 * of the house and in the books of the vendors' stand-in, which writes down every token
 * that it gave out and every address that it was asked for.
 */
final class Canaries {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What of a vendor's account is a name and opens nothing. */
	private static final Set<String> NAMES = Set.of("accountId", "clientId", "adminUserId", "serviceUserId",
			"hiringManagerId", "companyUuid", "activationId", "partnerId", "recruiterId", "partnerUrl");

	private static final Pattern SIGNED = Pattern.compile("(?:Signature|state|code|token|sig)=([^&]{16,})",
			Pattern.CASE_INSENSITIVE);

	private static final int LONGEST = 80;

	private final Map<String, Mark> canaries = new LinkedHashMap<>();

	private final House house;

	Canaries(House house) {
		this.house = house;
	}

	/** Of a long token the end, for the beginning is the same in all of them. */
	void add(String id, String whole) {
		String text = whole.substring(Math.max(0, whole.length() - LONGEST));
		if (text.length() >= Mark.SHORTEST
				&& this.canaries.values().stream().noneMatch((one) -> one.text().equals(text))) {
			this.canaries.put(id, new Mark("secret " + id, text));
		}
	}

	/** The secrets of the house itself. */
	void ofHouse() {
		files(this.house.directory().resolve("secrets")).forEach((file) -> {
			String name = file.getFileName().toString();
			String text = text(file).strip();
			if (name.endsWith(".json")) {
				leaves(name, JSON.readTree(text));
			}
			else {
				add("house/" + name, text);
			}
		});
	}

	private void leaves(String name, JsonNode node) {
		node.propertyStream().forEach((entry) -> leaves(name + "/" + entry.getKey(), entry.getValue()));
		node.valueStream().filter((one) -> !node.isObject()).forEach((one) -> leaves(name, one));
		boolean secret = !name.endsWith("typeUrl") && !name.endsWith("Type") && !name.endsWith("/status")
				&& !name.endsWith("clientId");
		if (node.isString() && secret) {
			add("house/" + name, node.stringValue());
			if (name.startsWith("platform-keys")) {
				byte[] raw = Base64.getDecoder().decode(node.stringValue());
				add("house/" + name + " raw", new String(raw, StandardCharsets.ISO_8859_1));
			}
		}
	}

	/** The secrets between a customer, its vendor and us. */
	void of(Tenant tenant) {
		JsonNode books = JSON
			.readTree(text(this.house.directory().resolve("data/sandbox").resolve(tenant.accountId() + ".json")));
		books.path("credentials")
			.propertyStream()
			.filter((entry) -> !NAMES.contains(entry.getKey()))
			.forEach((entry) -> add(tenant.ats() + "/" + entry.getKey(), entry.getValue().asString("")));
		for (JsonNode grant : books.path("tables").path("grant")) {
			add(tenant.ats() + "/" + grant.path("kind").asString("") + " " + grant.path("id").asString(""),
					grant.path("id").asString(""));
		}
		for (JsonNode hook : books.path("tables").path("webhook")) {
			add(tenant.ats() + "/webhook secret " + hook.path("id").asString(""), hook.path("secret").asString(""));
			address(tenant, hook.path("url").asString(""));
		}
		for (JsonNode call : this.house.control().get("/control/requests?vendor=" + tenant.ats()).path("requests")) {
			SIGNED.matcher(call.path("query").asString(""))
				.results()
				.forEach((found) -> add(
						tenant.ats() + "/in an address "
								+ call.path("path").asString("").replaceAll("[0-9a-f-]{6,}|\\d+", "#") + " "
								+ found.group(1).hashCode(),
						URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)));
		}
	}

	/** Of a webhook's address the token, which is longer than an id. */
	private void address(Tenant tenant, String url) {
		Stream.of(url.split("/", -1))
			.filter((part) -> part.matches("[0-9a-f]{40,}"))
			.forEach((part) -> add(tenant.ats() + "/webhook address " + part.hashCode(), part));
	}

	/** All of them. */
	List<Mark> marks() {
		return List.copyOf(this.canaries.values());
	}

	/** What kinds of secrets these are, without the one and the other. */
	Set<String> kinds() {
		return this.canaries.keySet()
			.stream()
			.map((id) -> id.replaceAll(" .*", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<Path> files(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
