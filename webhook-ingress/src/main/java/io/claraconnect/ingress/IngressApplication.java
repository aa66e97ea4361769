package io.claraconnect.ingress;

import io.claraconnect.kit.threads.CarrierThreads;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the webhook ingress. It touches no database: everything it knows comes from two
 * compacted topics.
 */
@SpringBootApplication
public class IngressApplication {

	/** Starts the process. */
	public static void main(String[] args) {
		CarrierThreads.provide();
		SpringApplication.run(IngressApplication.class, args);
	}

}
