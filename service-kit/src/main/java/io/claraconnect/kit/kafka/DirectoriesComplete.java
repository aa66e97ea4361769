package io.claraconnect.kit.kafka;

import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A service is ready when its directories are complete.
 */
final class DirectoriesComplete implements HealthIndicator {

	private final CompactedDirectories directories;

	DirectoriesComplete(CompactedDirectories directories) {
		this.directories = directories;
	}

	@Override
	public Health health() {
		List<String> waiting = this.directories.all()
			.stream()
			.filter((directory) -> !directory.ready())
			.map(CompactedDirectory::topic)
			.toList();
		return waiting.isEmpty() ? Health.up().build() : Health.outOfService().withDetail("reading", waiting).build();
	}

}
