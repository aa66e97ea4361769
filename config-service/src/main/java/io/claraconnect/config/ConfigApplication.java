package io.claraconnect.config;

import io.claraconnect.kit.threads.CarrierThreads;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts config-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConfigApplication {

	/** Starts the process. */
	public static void main(String[] args) {
		CarrierThreads.provide();
		SpringApplication.run(ConfigApplication.class, args);
	}

}
