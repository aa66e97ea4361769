package io.claraconnect.kit.kafka;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.claraconnect.schemas.TopicCatalogue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Checks at start that all topics exist that the catalogue says this service needs, and
 * those it listens to or follows.
 */
public final class TopicsExist extends StartUpCheck {

	private final EventSettings settings;

	private final TopicCatalogue catalogue;

	private final String service;

	private final EventListeners listeners;

	private final CompactedDirectories directories;

	TopicsExist(EventSettings settings, TopicCatalogue catalogue, String service, EventListeners listeners,
			CompactedDirectories directories) {
		super("topics");
		this.settings = settings;
		this.catalogue = catalogue;
		this.service = service;
		this.listeners = listeners;
		this.directories = directories;
	}

	@Override
	List<String> look() {
		Set<String> missing = new TreeSet<>(this.catalogue.neededBy(this.service));
		this.listeners.all().forEach((listening) -> missing.add(listening.topic()));
		this.directories.all().forEach((directory) -> missing.add(directory.topic()));
		try (Admin admin = Admin.create(this.settings.forAll(this.service + ".check"))) {
			missing.removeAll(admin.listTopics().names().get(5, TimeUnit.SECONDS));
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new KafkaException("The broker gives no answer.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return List.copyOf(missing);
	}

}
