package io.claraconnect.ingress.directory;

import io.claraconnect.kit.kafka.CompactedDirectories;
import io.claraconnect.kit.kafka.CompactedDirectory;
import io.claraconnect.kit.seal.Digests;
import io.claraconnect.kit.seal.Sealer;
import io.claraconnect.schemas.Erasure;
import io.claraconnect.schemas.Topics;
import io.claraconnect.schemas.WebhookSecrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the directory in step with its topic. */
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

	@Bean
	CompactedDirectory<WebhookSecrets> webhookSecrets(CompactedDirectories directories) {
		return directories.open(Topics.WEBHOOK_SECRETS, WebhookSecrets.class, WebhookSecrets::getRevision);
	}

	@Bean
	SecretsDirectory secretsDirectory(CompactedDirectory<WebhookSecrets> webhookSecrets, Sealer sealer) {
		SecretsDirectory directory = new SecretsDirectory(sealer);
		webhookSecrets.onChange(directory::take);
		return directory;
	}

	@Bean
	ErasedSubjects erasedSubjects(CompactedDirectories directories, Digests digests) {
		ErasedSubjects erased = new ErasedSubjects(digests);
		directories.open(Topics.ERASURES, Erasure.class).onChange(erased::take);
		return erased;
	}

	@Bean
	DirectoryState directoryState(CompactedDirectory<WebhookSecrets> webhookSecrets) {
		return webhookSecrets::ready;
	}

}
