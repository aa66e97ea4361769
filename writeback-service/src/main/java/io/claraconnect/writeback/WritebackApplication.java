package io.claraconnect.writeback;

import io.claraconnect.kit.threads.CarrierThreads;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the write-back service. */
@SpringBootApplication
public class WritebackApplication {

	/** Starts the process. */
	public static void main(String[] args) {
		CarrierThreads.provide();
		SpringApplication.run(WritebackApplication.class, args);
	}

}
