package io.claraconnect.systemtests;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * A method that logs, or makes an error with words. The words of an {@code AtsException}
 * are codes of ours, and a Java without the algorithms it must have is said so in a fixed
 * sentence.
 */
final class Telling extends ArchCondition<JavaCodeUnit> {

	Telling() {
		super("tell");
	}

	@Override
	public void check(JavaCodeUnit unit, ConditionEvents events) {
		unit.getCallsFromSelf()
			.stream()
			.filter((call) -> call.getTargetOwner().getName().startsWith("org.slf4j"))
			.forEach((call) -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
		unit.getConstructorCallsFromSelf()
			.stream()
			.filter((call) -> call.getTargetOwner().isAssignableTo(Throwable.class))
			.filter((call) -> !call.getTargetOwner().getName().equals("io.claraconnect.ats.api.AtsException"))
			.filter((call) -> !unit.getOwner().getName().equals("io.claraconnect.ats.http.WebhookSignatures"))
			.filter((call) -> call.getTarget()
				.getRawParameterTypes()
				.stream()
				.anyMatch((type) -> type.getName().equals("java.lang.String")))
			.forEach((call) -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
	}

}
