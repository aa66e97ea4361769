package io.claraconnect.ats.teamtailor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.http.JsonBody;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Document;
import io.claraconnect.ats.teamtailor.TeamtailorJson.Resource;

/**
 * The answers of a person as text. They hang on the person, not on an application, so
 * they may belong to another job. Files and videos are left out. Pure.
 */
final class TeamtailorAnswers {

	private TeamtailorAnswers() {
	}

	static List<Application.Answer> of(List<Document> answers) {
		return answers.stream().flatMap((answer) -> {
			Optional<Resource> question = answer.related("question");
			String title = question.flatMap((known) -> known.text("title")).orElse("");
			return text(answer.data(), question).filter((_) -> !title.isEmpty())
				.map((text) -> new Application.Answer(title, text))
				.stream();
		}).toList();
	}

	private static Optional<String> text(Resource answer, Optional<Resource> question) {
		return answer.text("text")
			.or(() -> answer.text("date"))
			.or(() -> choices(answer, question))
			.or(() -> answer.text("number").or(() -> answer.text("range")).map((number) -> withUnit(number, question)))
			.or(() -> answer.text("boolean").map((yes) -> yes.equals("true") ? "yes" : "no"));
	}

	private static String withUnit(String number, Optional<Resource> question) {
		return question.flatMap((known) -> known.text("unit")).map((unit) -> number + " " + unit).orElse(number);
	}

	/** Choices name alternatives by their id or, in older accounts, by their place. */
	private static Optional<String> choices(Resource answer, Optional<Resource> question) {
		List<JsonBody> alternatives = question.map((known) -> known.attributes().list("alternatives"))
			.orElse(List.of());
		String text = TeamtailorMapping.texts(answer.attributes().at("choices"))
			.stream()
			.flatMap((choice) -> alternative(alternatives, choice).stream())
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? Optional.empty() : Optional.of(text);
	}

	private static Optional<String> alternative(List<JsonBody> alternatives, String choice) {
		Optional<String> byId = alternatives.stream()
			.filter((alternative) -> alternative.text("id").filter(choice::equals).isPresent())
			.findFirst()
			.flatMap((alternative) -> alternative.text("title").or(() -> alternative.text("text")));
		if (byId.isPresent() || !choice.matches("[0-9]{1,4}")) {
			return byId;
		}
		int place = Integer.parseInt(choice);
		return (place < alternatives.size()) ? alternatives.get(place).text() : Optional.empty();
	}

}
