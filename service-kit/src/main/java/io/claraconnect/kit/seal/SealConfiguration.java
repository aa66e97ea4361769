package io.claraconnect.kit.seal;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.beans.factory.annotation.Value;

/** The platform keys of a service, from {@code clara.keyset-file}. */
@AutoConfiguration
@ConditionalOnProperty("clara.keyset-file")
class SealConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PlatformKeys platformKeys(@Value("${clara.keyset-file}") Path file) {
		return PlatformKeys.load(file);
	}

	@Bean
	@ConditionalOnMissingBean
	Sealer sealer(PlatformKeys keys) {
		return keys.sealer();
	}

	@Bean
	@ConditionalOnMissingBean
	Digests digests(PlatformKeys keys) {
		return keys.digests();
	}

}
