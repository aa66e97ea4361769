package io.claraconnect.sync;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The service that reads the ATS. */
@SpringBootApplication
@EnableConfigurationProperties(SyncSettings.class)
public class SyncWorker {

	/** Starts the service. */
	public static void main(String[] arguments) {
		SpringApplication.run(SyncWorker.class, arguments);
	}

}
