package io.claraconnect.failpoints;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** What is woven into a method; its code is copied, never called. */
final class PointAdvice {

	private PointAdvice() {
	}

	@Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
	static boolean enter(@Advice.Origin("#t") String type, @Advice.Origin("#m") String method,
			@Advice.Origin("#r") String returns, @Advice.Origin Class<?> owner,
			@Advice.Local("passage") @Nullable Passage passage) throws Throwable {
		passage = Gate.enter(type, method, owner, returns);
		return passage != null && passage.skips();
	}

	@SuppressWarnings("UnusedVariable")
	@Advice.OnMethodExit
	static void exit(@Advice.Origin("#t") String type, @Advice.Origin("#m") String method,
			@Advice.Origin("#r") String returns, @Advice.Origin Class<?> owner,
			@Advice.Local("passage") @Nullable Passage passage,
			@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object returned)
			throws Throwable {
		returned = Gate.exit(passage, type, method, owner, returns, returned);
	}

}
