package io.claraconnect.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StackFilesTest {

	@TempDir
	private Path root;

	@Test
	void makesAPasswordOnceAndForItsOwnerOnly() throws IOException {
		Path file = new StackDirectory(this.root).secret("some");

		String password = SecretFile.password(file);

		assertThat(password).matches("[A-Za-z0-9_-]{32}");
		assertThat(SecretFile.password(file)).isEqualTo(password);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@Test
	void givesThoseWhoMakeASecretAtTheSameTimeTheSame() {
		for (int round = 0; round < 20; round++) {
			Path file = new StackDirectory(this.root).secret("raced-" + round);

			assertThat(IntStream.range(0, 16).parallel().mapToObj((_) -> SecretFile.password(file)).distinct())
				.hasSize(1);
		}
	}

	@Test
	void letsNobodyElseLookIntoDataAndSecrets() throws IOException {
		StackDirectory directory = new StackDirectory(this.root.resolve("stack"));

		assertThat(mode(directory.data("sandbox"))).isEqualTo("rwx------");
		assertThat(mode(directory.secret("some").getParent())).isEqualTo("rwx--x--x");
		assertThat(mode(directory.passage("postgres"))).isEqualTo("rwx--x--x");
	}

	private static String mode(Path directory) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
	}

	@Test
	void readsTheLastLines() throws IOException {
		Path log = Files.writeString(this.root.resolve("some.log"), "one\ntwo\nthree\n");

		assertThat(LogEnd.of(log, 2)).containsExactly("two", "three");
		assertThat(LogEnd.of(log, 9)).containsExactly("one", "two", "three");
		assertThat(LogEnd.of(this.root.resolve("none.log"), 2)).isEmpty();
	}

	@Test
	void seesThatAPortIsTaken() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(StackPorts.isFree(socket.getLocalPort())).isFalse();
		}
		assertThat(StackPorts.isFree(StackPorts.free().kafka())).isTrue();
	}

	@Test
	void refusesARangeThatDoesNotFit() {
		assertThatThrownBy(() -> new StackPorts(80)).hasMessageContaining("1024");
		assertThatThrownBy(() -> new StackPorts(65_500)).hasMessageContaining("65435");
		assertThat(new StackPorts(StackPorts.DEFAULT_BASE).kafka()).isEqualTo(7492);
	}

	@Test
	void saysHowToBuildWhatIsMissing() {
		assertThatThrownBy(() -> new Distribution(this.root).registryJar()).hasMessageContaining("./mvnw");
	}

}
