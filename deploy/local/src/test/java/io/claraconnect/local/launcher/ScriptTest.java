package io.claraconnect.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

import io.claraconnect.local.Distribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script {@code ./clara}, with JDK and Maven played by scripts that tell what they
 * got.
 */
class ScriptTest {

	private static final String BUILDS = """
			#!/bin/sh
			echo '[INFO] Building CLARA Connect :: schemas 0.1.0-SNAPSHOT          [2/20]'
			echo '[INFO] noise'
			touch deploy/local/target/clara.jar
			""";

	@TempDir
	private Path home;

	private int exitCode;

	private String output = "";

	@BeforeEach
	void copyScript() throws IOException {
		program(this.home.resolve("clara"), Files.readString(Distribution.locate().home().resolve("clara")));
	}

	@Test
	void tellsHowToGetAJdkWhenThereIsNone() throws Exception {
		run(Map.of("PATH", "", "CLARA_JDK_PLACES", ""), "up");

		assertThat(this.exitCode).isEqualTo(3);
		assertThat(this.output).contains("needs a JDK 25 or newer, and none was found").contains("CLARA_JAVA_HOME");
	}

	@Test
	void doesNotTakeAnOlderJdk() throws Exception {
		run(Map.of("JAVA_HOME", jdk("17.0.15").toString(), "CLARA_JDK_PLACES", "", "PATH", "/nowhere"), "up");

		assertThat(this.exitCode).isEqualTo(3);
	}

	@Test
	void findsTheJdkThatIsNewEnough() throws Exception {
		program(this.home.resolve("mvnw"), BUILDS);
		String places = jdk("17.0.15") + " " + jdk("25.0.1");

		run(Map.of("CLARA_JDK_PLACES", places), "up");

		assertThat(this.output).contains("jdk 25.0.1 runs")
			.contains("-jar " + real().resolve("deploy/local/target/clara.jar") + " up");
		assertThat(this.exitCode).isZero();
	}

	@Test
	void buildsFirstAndShowsOneLinePerModule() throws Exception {
		program(this.home.resolve("mvnw"), BUILDS);

		run(Map.of("CLARA_JAVA_HOME", jdk("26").toString()), "up");

		assertThat(this.output).contains("The first build downloads")
			.contains("  [2/20] CLARA Connect :: schemas")
			.doesNotContain("noise");
	}

	@Test
	void doesNotBuildAgainUntilASourceIsNewer() throws Exception {
		program(this.home.resolve("mvnw"), BUILDS);
		Map<String, String> environment = Map.of("CLARA_JAVA_HOME", jdk("25.0.1").toString());
		Path source = this.home.resolve("schemas/src/main/java/A.java");
		Files.createDirectories(source.getParent());
		Files.writeString(source, "class A {}");
		Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
		run(environment, "up");

		run(environment, "up");
		assertThat(this.output).doesNotContain("Building");

		Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
		run(environment, "status");
		assertThat(this.output).doesNotContain("Building");
		run(environment, "bench");
		assertThat(this.output).contains("Building what changed.");
	}

	@Test
	void saysThatTheBuildFailedAndWhereItsOutputIs() throws Exception {
		program(this.home.resolve("mvnw"), "#!/bin/sh\necho '[ERROR] cannot find symbol'\nexit 1\n");

		run(Map.of("CLARA_JAVA_HOME", jdk("25.0.1").toString()), "up");

		assertThat(this.exitCode).isEqualTo(4);
		assertThat(this.output).contains("  cannot find symbol").contains("The build failed").contains("build.log");
	}

	private Path jdk(String version) throws IOException {
		Path jdk = Files.createDirectories(this.home.resolve("jdk-" + version + "/bin")).getParent();
		Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n");
		program(jdk.resolve("bin/java"), "#!/bin/sh\necho \"jdk " + version + " runs $*\"\n");
		program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
		return jdk;
	}

	private static void program(Path file, String content) throws IOException {
		Files.writeString(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Path real() throws IOException {
		return this.home.toRealPath();
	}

	private void run(Map<String, String> environment, String command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("/bin/sh", this.home.resolve("clara").toString(), command)
			.redirectErrorStream(true);
		builder.environment().remove("JAVA_HOME");
		builder.environment().remove("CLARA_JAVA_HOME");
		builder.environment().putAll(environment);
		Process process = builder.start();
		this.output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		this.exitCode = process.waitFor();
	}

}
