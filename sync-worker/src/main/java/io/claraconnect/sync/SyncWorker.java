package io.claraconnect.sync;

import io.claraconnect.kit.threads.CarrierThreads;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The service that reads the ATS. */
@SpringBootApplication
@EnableConfigurationProperties(SyncSettings.class)
public class SyncWorker {

	/** Starts the service. */
	public static void main(String[] arguments) {
		CarrierThreads.provide();
		SpringApplication.run(SyncWorker.class, arguments);
	}

}
