package io.claraconnect.sync;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.ApplicationSummary;
import io.claraconnect.ats.api.AtsException;
import io.claraconnect.ats.api.AtsReader;
import io.claraconnect.ats.api.AtsUser;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import io.claraconnect.ats.api.Job;
import io.claraconnect.ats.api.Person;
import io.claraconnect.ats.api.Secret;
import io.claraconnect.ats.api.Stage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One customer's account at an ATS that lives in memory. */
final class FakeAccount implements AtsReader {

	static final Stage INBOX = new Stage("stage-1", "Inbox");

	static final Stage INTERVIEW = new Stage("stage-2", "Interview");

	final Map<String, Job> jobs = new ConcurrentHashMap<>();

	final Map<String, Application> applications = new ConcurrentHashMap<>();

	final Map<String, AtsException> failures = new ConcurrentHashMap<>();

	/** Slows down the next read of an application; what it gives was read before. */
	final Map<String, Mono<Long>> slow = new ConcurrentHashMap<>();

	/** As {@link #slow}, for jobs. */
	final Map<String, Mono<Long>> slowJobs = new ConcurrentHashMap<>();

	final AtomicInteger reads = new AtomicInteger();

	final AtomicInteger downloads = new AtomicInteger();

	void addJob(String id) {
		this.jobs.put(id, new Job(id, "Bridge builder", Job.State.OPEN, true, List.of(INBOX, INTERVIEW),
				"<p>Builds bridges with Ada</p>", Instant.parse("2026-11-01T08:00:00Z")));
	}

	static Job renamed(Job job) {
		return new Job(job.id(), "Tunnel builder", job.state(), job.external(), job.stages(), job.descriptionHtml(),
				Instant.now());
	}

	void apply(String id, String jobId, Instant appliedAt, DocumentRef.@Nullable Readiness resume) {
		put(id, jobId, INBOX, appliedAt, resume, true);
	}

	void move(String id, Stage stage) {
		Application was = this.applications.get(id);
		put(id, was.jobId(), stage, was.appliedAt(),
				was.documents().isEmpty() ? null : was.documents().getFirst().readiness(), true);
	}

	void anonymise(String id) {
		Application was = this.applications.get(id);
		put(id, was.jobId(), INBOX, was.appliedAt(), null, false);
	}

	/** Another id of the same person stays. */
	void merge(String id, String intoCandidate) {
		Application was = this.applications.get(id);
		this.applications.put(id, new Application(id, intoCandidate, was.jobId(), was.state(), was.stage(),
				was.appliedAt(), Instant.now(), null, was.person(), was.documents(), null, was.answers(), true));
	}

	private void put(String id, @Nullable String jobId, Stage stage, Instant appliedAt,
			DocumentRef.@Nullable Readiness resume, boolean allowed) {
		List<DocumentRef> documents = (resume != null) ? List.of(new DocumentRef("doc-" + id, id,
				DocumentRef.Kind.RESUME, "cv.pdf", "application/pdf", resume, Secret.of("https://files.example/" + id)))
				: List.of();
		Person person = new Person("Ada", "Quill", List.of("ada@example.org"), List.of(), List.of(), List.of(), "");
		this.applications.put(id,
				new Application(id, "candidate-of-" + id, jobId, Application.State.ACTIVE, stage, appliedAt,
						Instant.now(), null, person, documents, null,
						List.of(new Application.Answer("Do you build bridges?", "Yes")), allowed));
	}

	@Override
	public Flux<Job> jobs() {
		return Flux.defer(() -> Flux.fromIterable(List.copyOf(this.jobs.values())));
	}

	@Override
	public Mono<Job> job(String jobId) {
		return Mono.defer(() -> {
			Job found = this.jobs.get(jobId);
			if (found == null) {
				return Mono.error(AtsException.notFound("job"));
			}
			Mono<Long> delay = this.slowJobs.remove(jobId);
			return (delay != null) ? delay.thenReturn(found) : Mono.just(found);
		});
	}

	@Override
	public Mono<Application> application(String applicationId) {
		return Mono.defer(() -> {
			this.reads.incrementAndGet();
			AtsException failure = this.failures.get(applicationId);
			if (failure != null) {
				return Mono.error(failure);
			}
			Application found = this.applications.get(applicationId);
			if (found == null) {
				return Mono.error(AtsException.notFound("application"));
			}
			Mono<Long> delay = this.slow.remove(applicationId);
			return (delay != null) ? delay.thenReturn(found) : Mono.just(found);
		});
	}

	@Override
	public Flux<Application> applicationsOfCandidate(String candidateId) {
		return Flux.defer(() -> {
			this.reads.incrementAndGet();
			return Flux
				.fromStream(this.applications.values().stream().filter((one) -> one.candidateId().equals(candidateId)));
		});
	}

	@Override
	public Flux<ApplicationSummary> applicationsOfJob(String jobId, @Nullable Instant updatedSince) {
		return Flux.defer(() -> Flux.fromStream(this.applications.values()
			.stream()
			.filter((one) -> jobId.equals(one.jobId()))
			.map((one) -> new ApplicationSummary(one.id(), one.candidateId(), jobId, one.updatedAt()))));
	}

	@Override
	public Mono<DocumentContent> download(DocumentRef document) {
		return Mono.fromSupplier(() -> {
			this.downloads.incrementAndGet();
			return new DocumentContent(("resume of " + document.applicationId()).getBytes(StandardCharsets.UTF_8),
					"application/pdf");
		});
	}

	@Override
	public Flux<AtsUser> users() {
		return Flux.empty();
	}

	static Mono<Long> after(Duration delay) {
		return Mono.delay(delay);
	}

}
