package io.claraconnect.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once per version.
 */
final class PostgresPrograms {

	private static final Set<PosixFilePermission> PROGRAM = Set.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

	private PostgresPrograms() {
	}

	/** Returns the directory of the programs; several processes may ask at once. */
	static Path in(Path archive, Path runtime) {
		String version = archive.getFileName().toString().replaceAll("\\.jar$", "");
		Path target = runtime.resolve(version);
		Path complete = target.resolve("unpacked");
		try {
			Files.createDirectories(runtime);
			try (FileChannel channel = FileChannel.open(runtime.resolve(version + ".lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
				if (!Files.exists(complete)) {
					unpack(archive, target);
					Files.createFile(complete);
				}
			}
			return target.resolve("bin");
		}
		catch (IOException ex) {
			throw new StackFailed("PostgreSQL cannot be unpacked to " + target + ": " + ex.getMessage(), ex);
		}
	}

	private static void unpack(Path archive, Path target) throws IOException {
		try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
			ZipEntry entry = zip.getNextEntry();
			while (entry != null && !entry.getName().endsWith(".txz")) {
				entry = zip.getNextEntry();
			}
			if (entry == null) {
				throw new IOException(archive + " holds no .txz");
			}
			unpackTar(new XZInputStream(zip), target);
		}
	}

	private static void unpackTar(InputStream content, Path target) throws IOException {
		TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(content, 1 << 16));
		for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
			Path file = target.resolve(entry.getName()).normalize();
			if (!file.startsWith(target)) {
				throw new IOException("the archive reaches outside: " + entry.getName());
			}
			if (entry.isDirectory()) {
				Files.createDirectories(file);
				continue;
			}
			Files.createDirectories(file.getParent());
			Files.deleteIfExists(file);
			if (entry.isSymbolicLink()) {
				Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
			}
			else {
				Files.copy(tar, file);
				if ((entry.getMode() & 0100) != 0) {
					Files.setPosixFilePermissions(file, PROGRAM);
				}
			}
		}
	}

}
