package io.claraconnect.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** The bytes of attachments: on disk where there is a data directory, else in memory. */
public final class Blobs {

	private final @Nullable Path directory;

	private final Map<String, byte[]> inMemory = new ConcurrentHashMap<>();

	private final Ids ids;

	Blobs(@Nullable Path directory, Ids ids) {
		this.directory = directory;
		this.ids = ids;
	}

	/** Keeps the bytes and returns the id to find them by. */
	public String put(byte[] bytes) {
		String id = this.ids.hex(16);
		if (this.directory == null) {
			this.inMemory.put(id, bytes.clone());
			return id;
		}
		try {
			Files.createDirectories(this.directory);
			Files.write(this.directory.resolve(id), bytes);
			return id;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the bytes. */
	public Optional<byte[]> get(String id) {
		if (this.directory == null) {
			return Optional.ofNullable(this.inMemory.get(id));
		}
		Path file = this.directory.resolve(id).normalize();
		try {
			return (file.startsWith(this.directory) && Files.isRegularFile(file))
					? Optional.of(Files.readAllBytes(file)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
