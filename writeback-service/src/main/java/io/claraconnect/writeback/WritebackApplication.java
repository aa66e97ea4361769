package io.claraconnect.writeback;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the write-back service. */
@SpringBootApplication
public class WritebackApplication {

	/** Starts the process. */
	public static void main(String[] args) {
		SpringApplication.run(WritebackApplication.class, args);
	}

}
