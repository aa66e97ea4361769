package io.claraconnect.failpoints;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where woven methods ask what is to happen. Public for woven classes only. */
public final class Gate {

	private static volatile Map<String, ArmedPoint> armed = Map.of();

	private Gate() {
	}

	static void arm(Map<String, ArmedPoint> points) {
		armed = points;
	}

	/** Before a method's body. */
	public static @Nullable Passage enter(String type, String method, Class<?> owner, String returns) throws Throwable {
		ArmedPoint point = point(type, method, "@enter");
		return (point != null) ? point.reached(owner, returns) : null;
	}

	/** After a method's body: what is to be returned. */
	public static @Nullable Object exit(@Nullable Passage passage, String type, String method, Class<?> owner,
			String returns, @Nullable Object returned) throws Throwable {
		Object value = (passage != null) ? apply(passage, owner, returned) : returned;
		ArmedPoint point = point(type, method, "@exit");
		Passage second = (point != null) ? point.reached(owner, returns) : null;
		return (second != null) ? apply(second, owner, value) : value;
	}

	private static @Nullable ArmedPoint point(String type, String method, String edge) {
		Map<String, ArmedPoint> points = armed;
		return points.isEmpty() ? null : points.get(type + "#" + method + edge);
	}

	private static @Nullable Object apply(Passage passage, Class<?> owner, @Nullable Object returned) {
		if (passage.skips()) {
			return passage.value();
		}
		return (passage.waited() != null && returned != null) ? Values.later(owner, returned, passage.waited())
				: returned;
	}

}
