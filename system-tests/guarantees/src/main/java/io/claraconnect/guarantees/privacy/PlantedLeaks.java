package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpServer;
import io.claraconnect.instruments.house.House;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Leaks of one mark in every form, made on purpose in a scratch place of each kind. */
final class PlantedLeaks {

	static final Mark MARK = new Mark("planted", "velthrena.quissomere+k3@post-3f9a.invalid");

	private static final List<Form> FORMS = Form.of(MARK);

	private static final List<String> COMPRESSIONS = List.of("none", "gzip", "lz4", "zstd");

	private PlantedLeaks() {
	}

	/** All forms that have to be found. */
	static Set<String> forms() {
		return FORMS.stream().map(Form::how).collect(Collectors.toCollection(TreeSet::new));
	}

	/** Whether a place was made for a leak on purpose. */
	static boolean isScratch(String place) {
		return place.contains("scratch");
	}

	/** Plants leaks everywhere and looks for them. */
	static Confidence search(House house) throws IOException {
		Confidence look = new Confidence(house, new Search(List.of(MARK), List.of()));
		onTopic(house);
		inLog(house);
		inTable(house);
		HttpServer page = onPage();
		Process process = inProcess(house.directory());
		try {
			look.searchAll();
			PagePlaces.search("scratch", "http://127.0.0.1:" + page.getAddress().getPort(), () -> "", look.search());
			return look;
		}
		finally {
			process.destroyForcibly();
			page.stop(0);
		}
	}

	/** What was planted and not found: a place and the forms that were missed there. */
	static Map<String, Set<String>> missed(Search search) {
		Map<String, Set<String>> missed = new TreeMap<>();
		for (String compression : COMPRESSIONS) {
			for (String part : List.of("key", "value", "header x")) {
				missed.put("topic scratch\\." + compression + "-\\d+:\\d+ " + part, forms());
			}
		}
		for (String place : List.of("file data/kafka/.*scratch.none-.*\\.log", "file logs/scratch\\.log",
				"table clara scratch.leak.bytes", "page scratch/actuator/prometheus")) {
			missed.put(place, forms());
		}
		for (String place : List.of("table clara scratch.leak.words", "table clara scratch.leak.json",
				"file data/postgres/", "process sh")) {
			missed.put(place, new TreeSet<>(Set.of("text")));
		}
		missed.forEach((place, forms) -> forms.removeAll(found(search, place)));
		missed.values().removeIf(Set::isEmpty);
		return missed;
	}

	/** The forms that were found in places that begin so. */
	static Set<String> found(Search search, String place) {
		return search.findings()
			.stream()
			.filter((finding) -> finding.place().matches(place + ".*"))
			.map(Finding::how)
			.collect(Collectors.toSet());
	}

	static void onTopic(House house) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", house.bootstrapServers()))) {
			admin
				.createTopics(COMPRESSIONS.stream()
					.map((compression) -> new NewTopic("scratch." + compression, 1, (short) 1))
					.toList())
				.all()
				.toCompletionStage()
				.toCompletableFuture()
				.join();
		}
		for (String compression : COMPRESSIONS) {
			try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
					Map.of("bootstrap.servers", house.bootstrapServers(), "compression.type", compression),
					new ByteArraySerializer(), new ByteArraySerializer())) {
				for (Form form : FORMS) {
					byte[] nothing = new byte[0];
					String topic = "scratch." + compression;
					producer.send(new ProducerRecord<>(topic, form.bytes(), nothing));
					producer.send(new ProducerRecord<>(topic, nothing, form.bytes()));
					ProducerRecord<byte[], byte[]> third = new ProducerRecord<>(topic, nothing, nothing);
					third.headers().add("x", form.bytes());
					producer.send(third);
				}
			}
		}
	}

	static void inLog(House house) throws IOException {
		try (OutputStream log = Files.newOutputStream(house.directory().resolve("logs/scratch.log"))) {
			for (Form form : FORMS) {
				log.write("2026-11-21 DEBUG some.Library : ".getBytes(StandardCharsets.UTF_8));
				log.write(form.bytes());
				log.write('\n');
			}
		}
	}

	static void inTable(House house) {
		house.sql().run("create schema scratch; create table scratch.leak (words text, bytes bytea, json jsonb)");
		for (Form form : FORMS) {
			String hex = HexFormat.of().formatHex(form.bytes());
			house.sql().run("insert into scratch.leak (bytes) values ('\\x" + hex + "')");
		}
		house.sql().run("insert into scratch.leak (words) values ('" + MARK.text() + "')");
		house.sql().run("insert into scratch.leak (json) values ('{\"a\":[{\"" + MARK.text() + "\":1}]}')");
	}

	/** A page of metrics with the mark in a label. */
	static HttpServer onPage() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			StringBuilder page = new StringBuilder();
			for (Form form : FORMS) {
				page.append("http_client_requests_total{uri=\"")
					.append(new String(form.bytes(), StandardCharsets.ISO_8859_1))
					.append("\"} 1\n");
			}
			byte[] body = page.toString().getBytes(StandardCharsets.ISO_8859_1);
			exchange.sendResponseHeaders(200, body.length);
			try (exchange) {
				exchange.getResponseBody().write(body);
			}
		});
		server.start();
		return server;
	}

	static Process inProcess(Path stack) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", "sleep 300; true", "--password=" + MARK.text());
		builder.environment().put("CLARA_STACK", stack.toString());
		return builder.start();
	}

}
