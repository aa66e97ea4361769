package io.claraconnect.instruments.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.claraconnect.instruments.courier.Arrival;
import io.claraconnect.instruments.courier.Post;
import io.claraconnect.instruments.courier.Tampering;
import io.claraconnect.instruments.tenants.Fleet;
import io.claraconnect.instruments.topics.Entry;

/** Posts against what is on {@code ats.webhooks}. */
final class DeliveryAccount {

	private final Fleet fleet;

	private final List<Post> posts;

	private final Map<String, List<Entry>> records;

	private final long tests;

	private final Findings findings;

	DeliveryAccount(Fleet fleet, List<Post> posts, List<Entry> deliveries, OpenedBodies bodies, Findings findings) {
		this.fleet = fleet;
		this.posts = posts.stream().filter((post) -> fleet.owns(post.arrival())).toList();
		this.records = deliveries.stream()
			.filter((delivery) -> !delivery.text("kind").equals("TEST"))
			.collect(Collectors.groupingBy((delivery) -> Arrival.digest(bodies.of(delivery))));
		this.tests = deliveries.stream().filter((delivery) -> delivery.text("kind").equals("TEST")).count();
		this.findings = findings;
	}

	void balance() {
		figures();
		Map<String, Ranges> genuine = new HashMap<>();
		this.posts.stream()
			.filter((post) -> post.isGenuine() && !isSetUp(post))
			.forEach((post) -> genuine.computeIfAbsent(post.digest(), (_) -> new Ranges(post)).add(post));
		genuine.forEach(this::published);
		forged(genuine.keySet());
		setUp(genuine.keySet());
	}

	private boolean isSetUp(Post post) {
		return this.fleet.tenants()
			.stream()
			.anyMatch((tenant) -> tenant.owns(post.arrival()) && tenant.isSetUp(post.arrival()));
	}

	private void figures() {
		Map<Post.State, Long> states = this.posts.stream()
			.collect(Collectors.groupingBy(Post::state, Collectors.counting()));
		this.findings.figure("sent", this.posts.size());
		this.findings.figure("acknowledged", states.getOrDefault(Post.State.ACKNOWLEDGED, 0L));
		Map<Integer, Long> reasons = this.posts.stream()
			.filter((post) -> post.state() == Post.State.REJECTED)
			.collect(Collectors.groupingBy(Post::lastStatus, TreeMap::new, Collectors.counting()));
		reasons.forEach((status, count) -> this.findings.figure("rejected with " + status, count));
		this.findings.figure("failed", states.getOrDefault(Post.State.FAILED, 0L));
		this.findings.figure("attempts", this.posts.stream().mapToLong((post) -> post.attempts().size()).sum());
		if (states.containsKey(Post.State.WAITING)) {
			this.findings.differs(states.get(Post.State.WAITING) + " posts have no final answer");
		}
		this.posts.stream()
			.filter((post) -> post.isGenuine() && post.state() != Post.State.ACKNOWLEDGED
					&& post.state() != Post.State.WAITING)
			.forEach((post) -> this.findings.differs("a genuine delivery was not taken: " + post));
	}

	/**
	 * Each acknowledged post is there once, and each try that was not acknowledged may
	 * be.
	 */
	private void published(String digest, Ranges ranges) {
		List<Entry> there = this.records.getOrDefault(digest, List.of());
		this.findings.must(there.size() >= ranges.acknowledged, "bodies on Kafka as often as acknowledged",
				"acknowledged " + ranges.acknowledged + " times and " + there.size() + " times on Kafka: "
						+ ranges.example);
		if (there.size() > ranges.tries) {
			this.findings
				.differs("tried " + ranges.tries + " times and " + there.size() + " times on Kafka: " + ranges.example);
		}
		String named = ranges.example.arrival().integrationId();
		there.stream()
			.filter((record) -> !named.isEmpty() && !record.text("integrationId").equals(named))
			.forEach((record) -> this.findings.differs(record + " came to the address of " + named));
	}

	/**
	 * Where a vendor signs only a token, the rest of the body can be altered by anybody:
	 * then the record says so, and it is a hint to read something and no more.
	 */
	private void forged(Set<String> genuine) {
		for (Post post : this.posts) {
			if (!post.isGenuine()) {
				List<Entry> kept = genuine.contains(post.digest()) ? List.of()
						: this.records.getOrDefault(post.digest(), List.of());
				boolean hint = post.tampering() == Tampering.BODY && !kept.isEmpty()
						&& kept.stream().allMatch((record) -> record.text("authenticated").equals("ENVELOPE"));
				if (hint && post.state() == Post.State.ACKNOWLEDGED) {
					this.findings.count("altered outside of what the vendor signs, taken as hints");
				}
				else {
					this.findings.must(post.state() == Post.State.REJECTED && kept.isEmpty(), "forged and refused",
							"a forged delivery was " + (kept.isEmpty() ? "not refused: " : "published: ") + post);
				}
			}
		}
	}

	/** Pings and tests are published without their body. */
	private void setUp(Set<String> genuine) {
		Set<String> explained = new HashSet<>(genuine);
		long acknowledged = 0;
		for (Post post : this.posts) {
			if (isSetUp(post) && post.isGenuine()) {
				explained.add(post.digest());
				acknowledged += (post.state() == Post.State.ACKNOWLEDGED) ? 1 : 0;
			}
		}
		long kept = this.records.entrySet()
			.stream()
			.filter((entry) -> !genuine.contains(entry.getKey()) && explained.contains(entry.getKey()))
			.mapToLong((entry) -> entry.getValue().size())
			.sum();
		if (this.tests + kept < acknowledged) {
			this.findings
				.differs("of " + acknowledged + " deliveries of the set-up " + (this.tests + kept) + " are on Kafka");
		}
		this.posts.stream().filter((post) -> !post.isGenuine()).map(Post::digest).forEach(explained::add);
		this.records.forEach((digest, records) -> {
			if (!explained.contains(digest)) {
				this.findings.differs("nobody sent what is at " + records.getFirst());
			}
		});
	}

	/** How often one body was sent. */
	private static final class Ranges {

		private final Post example;

		private int acknowledged;

		private int tries;

		Ranges(Post example) {
			this.example = example;
		}

		void add(Post post) {
			this.acknowledged += (post.state() == Post.State.ACKNOWLEDGED) ? 1 : 0;
			this.tries += post.attempts().size();
		}

	}

}
