package io.claraconnect.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The text of {@code docs/configuration.md}: settings as the compiler collected them,
 * with what each service's {@code application.yaml} makes of them.
 */
final class ConfigurationPage {

	static final Path FILE = Repository.root().resolve("docs/configuration.md");

	/** A variable of its own in application.yaml, with what holds when it is not set. */
	private static final Pattern VARIABLE = Pattern.compile("\\$\\{(CLARA_[A-Z_]+)(?::(.*))?}");

	private static final List<String> SERVICES = List.of("config-service", "scoring-service/service", "sync-worker",
			"webhook-ingress", "writeback-service");

	private final MarkdownText page = new MarkdownText();

	private final Map<String, Setting> shared = new TreeMap<>();

	private ConfigurationPage() {
	}

	static String text() {
		return new ConfigurationPage().write();
	}

	/** The modules that have settings. */
	static List<Path> modules() {
		return Stream.concat(Stream.of("service-kit", "dossier"), SERVICES.stream())
			.map(Repository.root()::resolve)
			.toList();
	}

	/** The settings that a module declares. */
	static List<Setting> metadata(Path module) {
		Path file = module.resolve("target/classes/META-INF/spring-configuration-metadata.json");
		if (!Files.exists(file)) {
			throw new AssertionError(file + " is missing; build from the root, with 'clean' if the module is older");
		}
		return JsonMapper.shared()
			.readTree(Repository.text(file))
			.path("properties")
			.valueStream()
			.map(Setting::of)
			.filter((setting) -> setting.name().startsWith("clara."))
			.toList();
	}

	private String write() {
		this.page
			.text(Repository.text(Repository.root().resolve("system-tests/stories/src/test/resources/configuration.md"))
				.formatted(MarkdownText.COMMAND));
		Stream.of("service-kit", "dossier")
			.flatMap((module) -> metadata(Repository.root().resolve(module)).stream())
			.forEach((setting) -> this.shared.put(setting.name(), setting));
		Map<String, Map<String, String>> given = new LinkedHashMap<>();
		SERVICES.forEach((service) -> given.put(service, yaml(service)));
		this.page.text("\n## Every service\n\n");
		table(this.shared.values().stream().filter((one) -> !database(one)), inCommon(given.values()));
		this.page.text("\n## Services with a database\n\nAll but webhook-ingress.\n\n");
		table(this.shared.values().stream().filter((one) -> database(one) && !one.name().equals("clara.db.user")),
				inCommon(given.values().stream().filter((one) -> one.containsKey("clara.db.url")).toList()));
		given.forEach((service, values) -> section(service, values, inCommon(given.values())));
		return this.page.toString();
	}

	private void section(String service, Map<String, String> given, Map<String, String> everywhere) {
		this.page.text("\n## " + service.replace("/service", "") + "\n\nListens on `SERVER_PORT`, "
				+ given.get("server.port") + " if not set.\n\n");
		Map<String, Setting> rows = new TreeMap<>();
		metadata(Repository.root().resolve(service)).forEach((setting) -> rows.put(setting.name(), setting));
		given.forEach((name, value) -> {
			Setting setting = this.shared.get(name);
			if (setting != null && !everywhere.containsKey(name) && !inDatabaseSection(name)) {
				rows.put(name, setting);
			}
		});
		table(rows.values().stream(), given);
	}

	private static boolean inDatabaseSection(String name) {
		return name.endsWith("db.url") || name.equals("clara.db.password");
	}

	private static boolean database(Setting setting) {
		return setting.name().contains(".db.");
	}

	private void table(Stream<Setting> settings, Map<String, String> given) {
		this.page.row("variable", "property", "if not set", "meaning");
		this.page.rule(4);
		settings.forEach((setting) -> {
			String value = given.getOrDefault(setting.name(), setting.value());
			Matcher variable = VARIABLE.matcher(value);
			String name = setting.variable();
			if (variable.matches()) {
				name = variable.group(1);
				value = (variable.group(2) != null) ? variable.group(2) : "**required**";
			}
			this.page.row("`" + name + "`", "`" + setting.name() + "`", shown(value), setting.meaning());
		});
	}

	private static String shown(String value) {
		if (value.isEmpty() || value.startsWith("**")) {
			return value.isEmpty() ? "-" : value;
		}
		return "`" + value.replaceAll("\\$\\{([a-z.-]+)}", "<$1>") + "`";
	}

	private static Map<String, String> yaml(String service) {
		Map<String, String> flat = new TreeMap<>();
		flatten("", new YAMLMapper().readTree(
				Repository.text(Repository.root().resolve(service).resolve("src/main/resources/application.yaml"))),
				flat);
		return flat;
	}

	private static void flatten(String name, JsonNode node, Map<String, String> flat) {
		if (node.isObject()) {
			node.forEachEntry((key, child) -> flatten(name.isEmpty() ? key : name + '.' + key, child, flat));
		}
		else {
			flat.put(name, node.asString());
		}
	}

	private static Map<String, String> inCommon(Iterable<Map<String, String>> services) {
		Map<String, String> common = new TreeMap<>(services.iterator().next());
		services.forEach((one) -> common.entrySet().retainAll(one.entrySet()));
		return common;
	}

	/**
	 * One setting.
	 *
	 * @param name the property
	 * @param value what holds when it is not set; empty for nothing
	 * @param meaning one sentence
	 */
	record Setting(String name, String value, String meaning) {

		static Setting of(JsonNode property) {
			JsonNode value = property.path("defaultValue");
			return new Setting(property.path("name").asString(),
					(value.isArray() || value.isObject()) ? "" : value.asString(""),
					property.path("description")
						.asString("")
						.replaceAll("\\{@link (\\w+)}", "$1")
						.replaceAll("\\{@code ((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*})*})*)}", "`$1`"));
		}

		/** As Spring reads it from the environment. */
		String variable() {
			String variable = this.name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
			return this.name.equals("clara.kafka.client") ? variable + "_<NAME>" : variable;
		}

	}

}
