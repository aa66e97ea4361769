package io.claraconnect.failpoints;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What a call brings from a method's beginning to its end. Public for woven classes only.
 *
 * @param skips whether the body is left out
 * @param value what is returned then
 * @param waited what the returned publisher waits for, or null
 */
public record Passage(boolean skips, @Nullable Object value, @Nullable CompletableFuture<Void> waited) {

	static Passage skip(@Nullable Object value) {
		return new Passage(true, value, null);
	}

	static Passage after(CompletableFuture<Void> wait) {
		return new Passage(false, null, wait);
	}

}
