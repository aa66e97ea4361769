package io.claraconnect.sandbox.lever;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.claraconnect.sandbox.http.Json;
import io.claraconnect.sandbox.http.Reply;
import io.claraconnect.sandbox.http.Request;
import io.claraconnect.sandbox.http.Router;
import io.claraconnect.sandbox.world.Account;
import io.claraconnect.sandbox.world.Job;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Postings, read only. A job that is open and published is on both channels, unless its
 * attributes say otherwise; open and not published is Lever's "unlisted".
 */
final class Postings {

	private static final Pattern LIST = Pattern.compile("<h3>(.*?)</h3>\\s*(<ul>.*?</ul>)", Pattern.DOTALL);

	private static final Set<String> WITH_TIMES = Set.of("updated_at_start", "updated_at_end", "confidentiality",
			"limit", "offset", "include", "expand");

	private final Pages pages;

	Postings(Pages pages) {
		this.pages = pages;
	}

	void register(Router<Endpoint> router) {
		router.on("GET", "/v1/postings", new Endpoint("postings:read", this::list))
			.on("GET", "/v1/postings/{id}", new Endpoint("postings:read", this::one));
	}

	private Reply list(Caller caller) {
		Request request = caller.request();
		boolean byTime = request.query("updated_at_start").isPresent() || request.query("updated_at_end").isPresent();
		if (byTime && !WITH_TIMES.containsAll(request.query().keySet())) {
			throw Refused.bad("updated_at_start and updated_at_end can only be combined with confidentiality");
		}
		Query query = new Query(request);
		Predicate<Job> wanted = (job) -> query.confidentiality(caller, confidential(job))
				&& query.within("updated_at", job.updatedAt()) && query.matches("state", state(job))
				&& channels(job, request) && query.matches("team", category(job, "team"))
				&& query.matches("department", category(job, "department"))
				&& query.matches("commitment", category(job, "commitment"))
				&& query.matches("location", job.location());
		List<Job> jobs = caller.account().jobs().listed().stream().filter(wanted).toList();
		return this.pages.page(request, jobs, (job) -> new Pages.Place(0, job.createdAt().toEpochMilli(), job.id()),
				(job) -> row(caller, job));
	}

	/** {@code state=published} alone leaves out what is only on the internal job site. */
	private static boolean channels(Job job, Request request) {
		List<String> asked = request.query().getOrDefault("distributionChannel", List.of());
		if (!asked.isEmpty()) {
			return channels(job).stream().anyMatch(asked::contains);
		}
		return !request.query("state").orElse("").equals("published") || channels(job).contains("public");
	}

	private Reply one(Caller caller) {
		String id = caller.variable("id");
		Job job = caller.account().jobs().find(id).orElseThrow(() -> Refused.notFound("postings", id));
		if (confidential(job) && !caller.mayReadConfidential()) {
			throw Refused.forbidden("Access to confidential data is required.");
		}
		return Lever.ok(200, Json.object().set("data", Pages.selected(row(caller, job), caller.request())));
	}

	static boolean confidential(Job job) {
		return job.attributes().getOrDefault("confidentiality", "non-confidential").equals("confidential");
	}

	static String state(Job job) {
		return switch (job.status()) {
			case "open" -> job.published() ? "published" : "internal";
			case "closed", "draft", "pending", "rejected" -> job.status();
			default -> "draft";
		};
	}

	private static List<String> channels(Job job) {
		return state(job).equals("published")
				? List.of(job.attributes().getOrDefault("distributionChannels", "internal public").split(" ", -1))
				: List.of();
	}

	static String category(Job job, String name) {
		return job.attributes().getOrDefault(name, switch (name) {
			case "team" -> "Platform";
			case "department" -> "Product";
			default -> "Full-time";
		});
	}

	private static ObjectNode row(Caller caller, Job job) {
		Account account = caller.account();
		Set<String> expand = Set.copyOf(caller.request().query().getOrDefault("expand", List.of()));
		ObjectNode row = Json.object().put("id", job.id()).put("text", job.title()).put("state", state(job));
		if (state(job).equals("published")) {
			row.set("distributionChannels", Json.texts(channels(job)));
		}
		else {
			row.putNull("distributionChannels");
		}
		String owner = account.credential("adminUserId");
		for (String role : List.of("user", "owner", "hiringManager")) {
			row.set(role, Rows.user(account, owner, expand.contains(role)));
		}
		describe(row, job);
		row.putArray("tags");
		row.set("content", content(job));
		ArrayNode followers = row.put("country", "DE").putArray("followers");
		followers.add(Rows.user(account, owner, expand.contains("followers")));
		row.putNull("reqCode").putArray("requisitionCodes");
		urls(row, job, account);
		row.put("confidentiality", confidential(job) ? "confidential" : "non-confidential")
			.put("createdAt", job.createdAt().toEpochMilli())
			.put("updatedAt", job.updatedAt().toEpochMilli())
			.put("workplaceType", job.attributes().getOrDefault("workplaceType", "unspecified"))
			.put("transcribeInterviews", false);
		row.putObject("screening").put("enabled", false);
		return row;
	}

	private static void describe(ObjectNode row, Job job) {
		ObjectNode categories = row.putObject("categories");
		categories.put("commitment", category(job, "commitment"))
			.put("department", category(job, "department"))
			.putNull("level")
			.put("location", job.location())
			.put("team", category(job, "team"));
		categories.putArray("allLocations").add(job.location());
	}

	private static void urls(ObjectNode row, Job job, Account account) {
		if (!Set.of("published", "internal").contains(state(job))) {
			row.putNull("urls");
			return;
		}
		String site = "https://jobs.lever.co/" + account.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
		row.putObject("urls")
			.put("list", site)
			.put("show", site + "/" + job.id())
			.put("apply", site + "/" + job.id() + "/apply");
	}

	/** Headed lists go into {@code lists}, the text before them is the description. */
	private static ObjectNode content(Job job) {
		String html = job.descriptionHtml();
		Matcher matcher = LIST.matcher(html);
		List<ObjectNode> lists = new ArrayList<>();
		while (matcher.find()) {
			lists.add(Json.object().put("text", plain(matcher.group(1))).put("content", matcher.group(2)));
		}
		String description = matcher.replaceAll("").strip();
		ObjectNode result = Json.object()
			.put("description", plain(description) + "\n")
			.put("descriptionHtml", "<div>" + description + "</div>");
		result.putArray("lists").addAll(lists);
		return result.put("closing", "").put("closingHtml", "");
	}

	private static String plain(String html) {
		return html.replaceAll("<[^>]+>", " ").replace("&amp;", "&").replaceAll("\\s+", " ").strip();
	}

}
