package io.claraconnect.failpoints;

import reactor.core.publisher.Mono;

/** What the program under test does. */
final class Work {

	private Work() {
	}

	static String named(String what) {
		return switch (what) {
			case "plain" -> plain();
			case "primitive" -> Long.toString(primitive()) + flag();
			case "nothing" -> {
				nothing();
				yield "came back";
			}
			case "mono" -> String.valueOf(mono().block());
			default -> throw new IllegalArgumentException(what);
		};
	}

	static String plain() {
		return "done";
	}

	static String other() {
		return "another";
	}

	static int primitive() {
		return 7;
	}

	static boolean flag() {
		return true;
	}

	static void nothing() {
		System.out.println("the body ran");
	}

	static Mono<String> mono() {
		return Mono.fromSupplier(() -> "published");
	}

}
