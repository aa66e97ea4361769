package io.claraconnect.writeback.execute;

import java.util.ArrayList;
import java.util.List;

import io.claraconnect.dossier.MaterialRead;
import io.claraconnect.dossier.Vault;
import io.claraconnect.kit.db.Database;
import io.claraconnect.writeback.plan.DecidedStatus;
import io.claraconnect.writeback.plan.Explanation;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads explanations from the vault. */
@Component
class Explanations {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int MOST_LINES = 40;

	private final Database database;

	private final Vault vault;

	Explanations(Database database, Vault vault) {
		this.database = database;
		this.vault = vault;
	}

	/**
	 * Why a status is what it is; {@link Explanation#NONE} when nothing was kept. Errors
	 * with {@link Erased} when what was kept is gone.
	 */
	Mono<Explanation> of(Account account, DecidedStatus status) {
		String ref = status.explanationRef();
		if (ref == null) {
			return Mono.just(Explanation.NONE);
		}
		return this.database
			.inOrganisation(account.organisationId(), (client) -> this.vault.get(client, account.organisationId(), ref))
			.flatMap((read) -> switch (read) {
				case MaterialRead.Found found -> Mono.just(parse(found.material().text()));
				case MaterialRead.Erased erased -> Mono.error(new Erased());
			});
	}

	static Explanation parse(String json) {
		try {
			JsonNode root = JSON.readTree(json);
			return new Explanation(root.path("summaryLine").asString(""), lines(root, "met"), lines(root, "partial"),
					lines(root, "missing"), lines(root, "check"));
		}
		catch (JacksonException _) {
			return Explanation.NONE;
		}
	}

	private static List<String> lines(JsonNode root, String field) {
		List<String> lines = new ArrayList<>();
		for (JsonNode line : root.path(field)) {
			if (line.isString() && lines.size() < MOST_LINES) {
				lines.add(line.stringValue());
			}
		}
		return lines;
	}

	/** What a note would tell was erased. */
	static final class Erased extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Erased() {
			super("What a note would tell was erased", null, false, false);
		}

	}

}
