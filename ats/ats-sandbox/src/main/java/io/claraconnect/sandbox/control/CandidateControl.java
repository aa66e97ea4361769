package io.claraconnect.sandbox.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.vendor.Workbench;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Answer;
import io.claraconnect.sandbox.world.Application;
import io.claraconnect.sandbox.world.Application.Status;
import io.claraconnect.sandbox.world.Candidate;
import io.claraconnect.sandbox.world.NewCandidate;
import io.claraconnect.sandbox.world.Recruiting;
import io.claraconnect.sandbox.world.Stage;
import io.claraconnect.sandbox.world.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plays candidates who apply and recruiters who work with them. */
final class CandidateControl {

	private static final String ACCOUNT = "/{vendor}/accounts/{account}";

	private final Workbench bench;

	private final Recruiting recruiting;

	CandidateControl(Workbench bench) {
		this.bench = bench;
		this.recruiting = bench.recruiting();
	}

	void register(Router<Function<Call, Reply>> router) {
		router.on("POST", ACCOUNT + "/candidates", this::apply)
			.on("GET", ACCOUNT + "/candidates", this::list)
			.on("GET", ACCOUNT + "/candidates/{candidate}", this::show)
			.on("DELETE", ACCOUNT + "/candidates/{candidate}", this::delete)
			.on("POST", ACCOUNT + "/candidates/{candidate}/tags", this::tag)
			.on("DELETE", ACCOUNT + "/candidates/{candidate}/tags/{tag}", this::untag)
			.on("POST", ACCOUNT + "/candidates/{candidate}/notes", this::note)
			.on("POST", ACCOUNT + "/applications/{application}/move", (call) -> act(call, this::move))
			.on("POST", ACCOUNT + "/applications/{application}/reject", (call) -> act(call, this::reject))
			.on("POST", ACCOUNT + "/applications/{application}/unreject",
					(call) -> act(call,
							(account, step) -> this.recruiting.unreject(account, in(step, Status.REJECTED).id(), null)))
			.on("POST", ACCOUNT + "/applications/{application}/hire",
					(call) -> act(call,
							(account, step) -> this.recruiting.hire(account, in(step, Status.ACTIVE).id(), null)))
			.on("POST", ACCOUNT + "/applications/{application}/unhire", (call) -> act(call,
					(account, step) -> this.recruiting.unhire(account, in(step, Status.HIRED).id(), null)));
	}

	private Reply apply(Call call) {
		Account account = call.account();
		NewCandidate person = read(call.body(), account, call.vendor().keepsLettersAsText());
		String known = Json.text(call.body(), "candidateId", "");
		Application application = account
			.exclusively(() -> known.isEmpty() ? this.recruiting.apply(account, call.vendor().ids(), person)
					: this.recruiting.apply(account, call.vendor().ids(), account.candidates().get(known), person));
		ObjectNode result = Json.object()
			.put("candidateId", application.candidateId())
			.put("applicationId", application.id());
		result.set("addresses", call.vendor().addresses(account, application, call.vendorBase()));
		return Reply.json(201, result);
	}

	private NewCandidate read(ObjectNode body, Account account, boolean lettersAsText) {
		String name = Json.text(body, "name", "").strip();
		int space = name.lastIndexOf(' ');
		String first = Json.text(body, "firstName", (space < 0) ? name : name.substring(0, space));
		String last = Json.text(body, "lastName", (space < 0) ? "" : name.substring(space + 1));
		if (first.isBlank()) {
			throw new Refusal(400, "'name' is missing");
		}
		List<String> phones = new ArrayList<>(Call.texts(body, "phones"));
		if (body.hasNonNull("phone")) {
			phones.add(Json.text(body, "phone", ""));
		}
		List<NewCandidate.NewFile> files = new ArrayList<>();
		if (body.path("resume").isObject()) {
			files.add(file("resume", body.path("resume")));
		}
		JsonNode letter = body.path("coverLetter");
		if (letter.isObject()) {
			files.add(file("cover_letter", letter));
		}
		else if (letter.isString() && !lettersAsText) {
			files.add(new NewCandidate.NewFile("cover_letter", "Cover_Letter.txt", "text/plain",
					this.bench.world().blobs().put(letter.asString().getBytes(StandardCharsets.UTF_8))));
		}
		List<Answer> answers = new ArrayList<>();
		body.path("answers")
			.forEach((it) -> answers.add(new Answer(Json.text(it, "question", ""), Json.text(it, "answer", ""))));
		Map<String, String> attributes = new LinkedHashMap<>();
		body.path("attributes").properties().forEach((it) -> attributes.put(it.getKey(), it.getValue().asString()));
		return new NewCandidate(first, last, Call.texts(body, "emails"), phones,
				account.jobs().get(Call.required(body, "jobId")).id(), files,
				(letter.isString() && lettersAsText) ? letter.asString() : null, answers, Call.texts(body, "tags"),
				attributes);
	}

	private NewCandidate.NewFile file(String type, JsonNode node) {
		byte[] bytes = Base64.getDecoder().decode(Json.text(node, "contentBase64", ""));
		return new NewCandidate.NewFile(type, Json.text(node, "fileName", type + ".pdf"),
				Json.text(node, "contentType", "application/pdf"), this.bench.world().blobs().put(bytes));
	}

	private Reply list(Call call) {
		Account account = call.account();
		ArrayNode result = Json.array();
		account.candidates().all().forEach((it) -> result.add(CandidateView.of(account, it)));
		return Reply.json(200, result);
	}

	private Reply show(Call call) {
		return Reply.json(200, CandidateView.of(call.account(), candidate(call)));
	}

	private Reply delete(Call call) {
		Account account = call.account();
		account.exclusively(() -> {
			this.recruiting.delete(account, candidate(call).id());
			return account;
		});
		return Reply.empty(204);
	}

	private Reply tag(Call call) {
		Account account = call.account();
		String name = Call.required(call.body(), "name");
		String application = Json.text(call.body(), "applicationId", "");
		account.exclusively(() -> this.recruiting.tag(account, call.vendor().ids(), candidate(call).id(),
				application.isEmpty() ? lastApplication(account, call) : application, name));
		return show(call);
	}

	private Reply untag(Call call) {
		Account account = call.account();
		return account.exclusively(() -> {
			Recruiting.tagsOf(account, candidate(call).id())
				.stream()
				.filter((tag) -> tag.name().equalsIgnoreCase(call.variable("tag")))
				.forEach((tag) -> this.recruiting.untag(account, tag));
			return show(call);
		});
	}

	private Reply note(Call call) {
		Account account = call.account();
		ObjectNode body = call.body();
		String text = Call.required(body, "body");
		User author = account.users()
			.find(Json.text(body, "authorId", ""))
			.or(() -> account.users().all().stream().filter((user) -> !user.serviceAccount()).findFirst())
			.orElse(null);
		String application = Json.text(body, "applicationId", lastApplication(account, call));
		account.exclusively(() -> this.recruiting.note(account, call.vendor().ids(), candidate(call).id(), application,
				text, Json.text(body, "visibility", "public"), author, Map.of()));
		return show(call);
	}

	private Reply act(Call call, BiFunction<Account, Step, Application> action) {
		Account account = call.account();
		return account.exclusively(() -> {
			Application application = account.applications().get(call.variable("application"));
			Application after = action.apply(account, new Step(call, application));
			return Reply.json(200, CandidateView.of(account, account.candidates().get(after.candidateId())));
		});
	}

	private Application move(Account account, Step step) {
		in(step, Status.ACTIVE);
		String wanted = Call.required(step.call().body(), "stage");
		Stage stage = account.jobs()
			.get(step.application().jobId())
			.stage(wanted)
			.orElseThrow(() -> new Refusal(404, "The job has no stage " + wanted));
		return this.recruiting.move(account, step.call().vendor().ids(), step.application().id(), stage.id(), null);
	}

	private Application reject(Account account, Step step) {
		String wanted = Json.text(step.call().body(), "reason", "");
		@Nullable String reason = wanted.isEmpty() ? null
				: step.call()
					.vendor()
					.rejectionReason(account, wanted)
					.orElseThrow(() -> new Refusal(404, "There is no reason " + wanted));
		return this.recruiting.reject(account, in(step, Status.ACTIVE).id(), reason, null);
	}

	private static Application in(Step step, Status status) {
		if (step.application().status() != status) {
			throw new Refusal(409, "The application is " + step.application().status() + ", not " + status);
		}
		return step.application();
	}

	private static Candidate candidate(Call call) {
		return call.account().candidates().get(call.variable("candidate"));
	}

	private static String lastApplication(Account account, Call call) {
		return Recruiting.applicationsOf(account, candidate(call).id()).getLast().id();
	}

	private record Step(Call call, Application application) {
	}

}
