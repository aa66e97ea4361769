package io.claraconnect.writeback.execute;

import java.util.Map;

import io.claraconnect.kit.db.Database;
import io.claraconnect.kit.ids.IdGenerator;
import io.claraconnect.kit.work.WorkRows;
import io.claraconnect.kit.work.WorkRunner;
import io.claraconnect.kit.work.WorkSettings;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the rows of work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WritebackSettings.class)
class RunConfiguration {

	@Bean
	WorkRunner workRunner(Database database, WorkRows rows, PersonRun run, IdGenerator ids, MeterRegistry meters) {
		return new WorkRunner("writeback", database, rows, Map.of("writeback", run), WorkSettings.ordinary(), ids,
				meters);
	}

}
