package io.claraconnect.instruments.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.claraconnect.local.launcher.Assembly;
import io.claraconnect.local.launcher.Rehearsed;
import io.claraconnect.local.launcher.Service;

/**
 * Services that start with a third of the work: unpacked, and with the notes of one start
 * that was made for them. Made once for each build of a service and used by every house;
 * the folder is named after the jar's content, so a build that goes on beside a house
 * takes nothing away from it.
 */
final class Rehearsals {

	private static final Duration KEPT = Duration.ofHours(3);

	private final Path folder;

	private final Assembly assembly;

	private Rehearsals(Path folder, Assembly assembly) {
		this.folder = folder;
		this.assembly = assembly;
	}

	/** Returns when every service has been rehearsed. */
	static Map<Service, Rehearsed> of(Path home, Assembly assembly) {
		Rehearsals rehearsals = new Rehearsals(home.resolve("system-tests/instruments/target/rehearsed"), assembly);
		return Stream.of(Service.values())
			.parallel()
			.collect(Collectors.toConcurrentMap((service) -> service, rehearsals::rehearsed));
	}

	private Rehearsed rehearsed(Service service) {
		Path jar = this.assembly.jar(service);
		Path program = this.folder.resolve(service.partName() + "-" + digest(jar));
		try {
			Files.createDirectories(this.folder);
			try (FileChannel channel = FileChannel.open(this.folder.resolve(service.partName() + ".lock"),
					StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
				channel.lock();
				Rehearsed rehearsed = Rehearsed.in(program, jar);
				if (!rehearsed.isThere()) {
					forgetOld(service);
					this.assembly.rehearse(service, program, this.folder.resolve(service.partName() + ".log"));
				}
				Files.setLastModifiedTime(program, FileTime.from(Instant.now()));
				return rehearsed;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void forgetOld(Service service) throws IOException {
		try (Stream<Path> found = Files.list(this.folder)) {
			for (Path one : found.filter(Files::isDirectory)
				.filter((path) -> path.getFileName().toString().startsWith(service.partName() + "-"))
				.toList()) {
				if (Files.getLastModifiedTime(one).toInstant().isBefore(Instant.now().minus(KEPT))) {
					delete(one);
				}
			}
		}
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	private static String digest(Path jar) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(Files.readAllBytes(jar));
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The build has not made " + jar, ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
