package io.claraconnect.failpoints;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;

/**
 * A program that does what it is told, one thread per task, with its classes in a loader
 * of its own, as nested jars have it.
 */
public final class PlayedProgram {

	private PlayedProgram() {
	}

	/** Reads tasks and says what came of them. */
	public static void main(String[] args) throws Exception {
		URL here = PlayedProgram.class.getProtectionDomain().getCodeSource().getLocation();
		Method work = new ChildFirst(here).loadClass("io.claraconnect.failpoints.Work")
			.getDeclaredMethod("named", String.class);
		work.setAccessible(true);
		System.out.println("ready");
		try (BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
				String what = task;
				Thread.ofPlatform().daemon().start(() -> System.out.println(what + ": " + run(work, what)));
			}
		}
	}

	private static String run(Method work, String task) {
		try {
			return (String) work.invoke(null, task);
		}
		catch (ReflectiveOperationException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	/** Loads the work itself and leaves all else to its parent. */
	private static final class ChildFirst extends URLClassLoader {

		ChildFirst(URL here) {
			super(new URL[] { here }, PlayedProgram.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			Class<?> loaded = findLoadedClass(name);
			if (loaded == null && name.endsWith(".Work")) {
				try (var bytes = findResource(name.replace('.', '/') + ".class").openStream()) {
					byte[] code = bytes.readAllBytes();
					return defineClass(name, code, 0, code.length);
				}
				catch (IOException ex) {
					throw new ClassNotFoundException(name, ex);
				}
			}
			return (loaded != null) ? loaded : super.loadClass(name, resolve);
		}

	}

}
