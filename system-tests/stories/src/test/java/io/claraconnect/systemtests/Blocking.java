package io.claraconnect.systemtests;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/** A call that waits for a reactive chain. */
final class Blocking extends DescribedPredicate<JavaMethodCall> {

	private static final Set<String> NAMES = Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable",
			"toStream");

	Blocking() {
		super("block a reactive chain");
	}

	@Override
	public boolean test(JavaMethodCall call) {
		String owner = call.getTargetOwner().getFullName();
		return owner.startsWith("reactor.core.publisher.") && NAMES.contains(call.getTarget().getName());
	}

}
