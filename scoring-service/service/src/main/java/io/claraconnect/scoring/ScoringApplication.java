package io.claraconnect.scoring;

import io.claraconnect.kit.threads.CarrierThreads;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the scoring service. */
@SpringBootApplication
public class ScoringApplication {

	/** Starts the process. */
	public static void main(String[] args) {
		CarrierThreads.provide();
		SpringApplication.run(ScoringApplication.class, args);
	}

}
