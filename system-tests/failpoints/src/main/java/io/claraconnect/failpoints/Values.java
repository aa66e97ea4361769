package io.claraconnect.failpoints;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Makes what a point returns, throws or waits for, out of classes of the program under
 * test: its own loader may have them where this one has not.
 */
final class Values {

	private static final String MONO = "reactor.core.publisher.Mono";

	private static final String FLUX = "reactor.core.publisher.Flux";

	private Values() {
	}

	/** Whether a method that returns this can wait without a thread. */
	static boolean reactive(String returns) {
		return MONO.equals(returns) || FLUX.equals(returns);
	}

	/** The same publisher, subscribed to only once the wait is over. */
	static Object later(Class<?> owner, Object publisher, CompletableFuture<Void> wait) {
		try {
			Class<?> mono = load(owner, MONO);
			Object signal = mono.getMethod("fromFuture", CompletableFuture.class).invoke(null, wait.copy());
			Class<?> type = mono.isInstance(publisher) ? mono : load(owner, FLUX);
			return type.getMethod("delaySubscription", load(owner, "org.reactivestreams.Publisher"))
				.invoke(publisher, signal);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("A publisher that cannot wait", ex);
		}
	}

	static @Nullable Object of(String text, Class<?> owner, String returns) {
		return switch (text) {
			case "void", "null" -> null;
			case "empty-mono" -> call(owner, MONO, "empty");
			case "empty-flux" -> call(owner, FLUX, "empty");
			case "empty-optional" -> Optional.empty();
			case "empty-list" -> List.of();
			default -> text.startsWith("call:") ? called(owner, text.substring("call:".length()))
					: text.startsWith("mono:") ? mono(owner, text.substring("mono:".length())) : scalar(text, returns);
		};
	}

	private static @Nullable Object mono(Class<?> owner, String text) {
		try {
			return load(owner, MONO).getMethod("just", Object.class).invoke(null, of(text, owner, ""));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No publisher of " + text, ex);
		}
	}

	private static @Nullable Object called(Class<?> owner, String classAndMethod) {
		String[] names = classAndMethod.split("#");
		try {
			Method method = load(owner, names[0]).getDeclaredMethod(names[1]);
			method.setAccessible(true);
			return method.invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No " + classAndMethod + " here", ex);
		}
	}

	private static Object scalar(String text, String returns) {
		if ("true".equals(text) || "false".equals(text)) {
			return Boolean.valueOf(text);
		}
		return switch (returns) {
			case "int", "java.lang.Integer" -> Integer.valueOf(text);
			case "double", "java.lang.Double" -> Double.valueOf(text);
			default -> Long.valueOf(text);
		};
	}

	private static @Nullable Object call(Class<?> owner, String className, String method) {
		try {
			return load(owner, className).getMethod(method).invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No " + className + " here", ex);
		}
	}

	static Throwable exception(Class<?> owner, String className) {
		try {
			Class<?> type = load(owner, className);
			try {
				return Throwable.class.cast(type.getConstructor(String.class).newInstance("failpoint"));
			}
			catch (NoSuchMethodException ex) {
				return Throwable.class.cast(type.getConstructor().newInstance());
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No exception " + className + " here", ex);
		}
	}

	private static Class<?> load(Class<?> owner, String className) throws ClassNotFoundException {
		return Class.forName(className, true, owner.getClassLoader());
	}

}
