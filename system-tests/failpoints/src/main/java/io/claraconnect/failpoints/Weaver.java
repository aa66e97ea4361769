package io.claraconnect.failpoints;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

/** Weaves the advice into the methods that points name, and into no other class. */
final class Weaver implements ClassFileTransformer {

	private final Map<String, Set<String>> methods = new ConcurrentHashMap<>();

	private final Consumer<String> problems;

	Weaver(Consumer<String> problems) {
		this.problems = problems;
	}

	/** Wants a method woven; true when its class may have been loaded without. */
	boolean want(Point point) {
		return this.methods.computeIfAbsent(point.className(), (name) -> ConcurrentHashMap.newKeySet())
			.add(point.method());
	}

	@Override
	public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String className,
			@Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] classFile) {
		String name = (className != null) ? className.replace('/', '.') : "";
		Set<String> wanted = this.methods.get(name);
		if (wanted == null) {
			return null;
		}
		try {
			return woven(loader, name, Set.copyOf(wanted), classFile);
		}
		catch (RuntimeException | LinkageError ex) {
			this.problems.accept(name + " cannot be woven: " + ex);
			return null;
		}
	}

	private byte[] woven(@Nullable ClassLoader loader, String name, Set<String> wanted, byte[] classFile) {
		ClassFileLocator locator = new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, classFile),
				ClassFileLocator.ForClassLoader.of(loader));
		TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
		ElementMatcher.Junction<MethodDescription> points = isMethod().and(not(isAbstract()))
			.and(not(isSynthetic()))
			.and(namedOneOf(wanted.toArray(String[]::new)));
		wanted.stream()
			.filter((method) -> type.getDeclaredMethods()
				.filter(points)
				.stream()
				.noneMatch((found) -> found.getName().equals(method)))
			.forEach((method) -> this.problems.accept(name + " has no method " + method));
		return new ByteBuddy().with(TypeValidation.DISABLED)
			.with(Implementation.Context.Disabled.Factory.INSTANCE)
			.decorate(type, locator)
			.visit(Advice.to(PointAdvice.class).on(points))
			.make()
			.getBytes();
	}

}
