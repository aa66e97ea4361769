package io.claraconnect.writeback.execute;

import java.util.Set;

import io.claraconnect.ats.api.ApplicationKey;
import io.claraconnect.ats.api.AtsWriter;
import io.claraconnect.ats.api.SeenNote;
import io.claraconnect.ats.api.SendPermit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks for leave before each write, as connectors do. */
record AskingWriter(AtsWriter played, SendPermit permit) implements AtsWriter {

	@Override
	public Mono<String> addNote(ApplicationKey key, String text) {
		return this.permit.ask().then(Mono.defer(() -> this.played.addNote(key, text)));
	}

	@Override
	public Mono<Void> editNote(ApplicationKey key, String noteId, String text) {
		return this.permit.ask().then(Mono.defer(() -> this.played.editNote(key, noteId, text)));
	}

	@Override
	public Mono<Void> deleteNote(ApplicationKey key, String noteId) {
		return this.permit.ask().then(Mono.defer(() -> this.played.deleteNote(key, noteId)));
	}

	@Override
	public Flux<SeenNote> notes(ApplicationKey key) {
		return this.played.notes(key);
	}

	@Override
	public Mono<Void> addTag(ApplicationKey key, String tag) {
		return this.permit.ask().then(Mono.defer(() -> this.played.addTag(key, tag)));
	}

	@Override
	public Mono<Void> removeTag(ApplicationKey key, String tag) {
		return this.permit.ask().then(Mono.defer(() -> this.played.removeTag(key, tag)));
	}

	@Override
	public Mono<Set<String>> tags(ApplicationKey key) {
		return this.played.tags(key);
	}

	@Override
	public Mono<Void> moveStage(ApplicationKey key, String fromStageId, String toStageId) {
		return this.permit.ask().then(Mono.defer(() -> this.played.moveStage(key, fromStageId, toStageId)));
	}

	@Override
	public Mono<Void> reject(ApplicationKey key, String reasonId, String actingUserId) {
		return this.permit.ask().then(Mono.defer(() -> this.played.reject(key, reasonId, actingUserId)));
	}

}
