package io.claraconnect.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One customer of one vendor with everything he keeps there. Vendor calls run one at a
 * time per account, under {@link #exclusively}.
 */
public final class Account {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Table<?>> tables = new LinkedHashMap<>();

	private final InstantSource clock;

	private final String vendor;

	private final String id;

	private final String name;

	private final Instant createdAt;

	private final Map<String, String> credentials = new LinkedHashMap<>();

	private volatile Settings settings = Settings.DEFAULT;

	private final Table<User> users;

	private final Table<Job> jobs;

	private final Table<Candidate> candidates;

	private final Table<Application> applications;

	private final Table<Attachment> attachments;

	private final Table<Note> notes;

	private final Table<Tag> tags;

	private final Table<AppliedTag> appliedTags;

	private final Table<Webhook> webhooks;

	private final Table<Delivery> deliveries;

	private final Table<Grant> grants;

	private final Table<Doc> docs;

	Account(String vendor, String id, String name, Instant createdAt, InstantSource clock) {
		this.vendor = vendor;
		this.id = id;
		this.name = name;
		this.createdAt = createdAt;
		this.clock = clock;
		this.users = table("user", User.class);
		this.jobs = table("job", Job.class);
		this.candidates = table("candidate", Candidate.class);
		this.applications = table("application", Application.class);
		this.attachments = table("attachment", Attachment.class);
		this.notes = table("note", Note.class);
		this.tags = table("tag", Tag.class);
		this.appliedTags = table("appliedTag", AppliedTag.class);
		this.webhooks = table("webhook", Webhook.class);
		this.deliveries = table("delivery", Delivery.class);
		this.grants = table("grant", Grant.class);
		this.docs = table("doc", Doc.class);
	}

	private <T extends Row> Table<T> table(String kind, Class<T> type) {
		Table<T> table = new Table<>(type, this.clock, () -> lag(kind));
		this.tables.put(kind, table);
		return table;
	}

	private Duration lag(String kind) {
		Settings now = this.settings;
		Long millis = (now != null) ? now.visibilityDelayMs().get(kind) : null;
		return (millis != null) ? Duration.ofMillis(millis) : Duration.ZERO;
	}

	/** Runs the action while nothing else changes the account. */
	public <T extends @Nullable Object> T exclusively(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	public String vendor() {
		return this.vendor;
	}

	public String id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	/** Returns the credentials by the names the vendor gives them; changeable. */
	public Map<String, String> credentials() {
		return this.credentials;
	}

	/** Returns one credential, or an empty text. */
	public String credential(String name) {
		return this.credentials.getOrDefault(name, "");
	}

	public Settings settings() {
		return this.settings;
	}

	public void settings(Settings settings) {
		this.settings = settings;
	}

	public Table<User> users() {
		return this.users;
	}

	public Table<Job> jobs() {
		return this.jobs;
	}

	public Table<Candidate> candidates() {
		return this.candidates;
	}

	public Table<Application> applications() {
		return this.applications;
	}

	public Table<Attachment> attachments() {
		return this.attachments;
	}

	public Table<Note> notes() {
		return this.notes;
	}

	public Table<Tag> tags() {
		return this.tags;
	}

	public Table<AppliedTag> appliedTags() {
		return this.appliedTags;
	}

	public Table<Webhook> webhooks() {
		return this.webhooks;
	}

	public Table<Delivery> deliveries() {
		return this.deliveries;
	}

	public Table<Grant> grants() {
		return this.grants;
	}

	public Table<Doc> docs() {
		return this.docs;
	}

	/** Returns all tables by kind, for the snapshot. */
	Map<String, Table<?>> tables() {
		return this.tables;
	}

	/**
	 * Returns a number that grows with every change, to notice that a snapshot is due.
	 */
	long version() {
		return this.tables.values().stream().mapToLong(Table::changes).sum() + this.settings.hashCode()
				+ this.credentials.hashCode();
	}

}
