package io.claraconnect.ingress.receive;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the front door before what the framework serves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngressProperties.class)
class FrontDoorConfiguration {

	@Bean
	DeliveryBody deliveryBody(IngressProperties properties) {
		return new DeliveryBody(properties, Schedulers.parallel());
	}

	@Bean
	AnswerTimes answerTimes(MeterRegistry meters) {
		return new AnswerTimes(meters);
	}

	@Bean
	NettyServerCustomizer slowHeads(IngressProperties properties) {
		return (server) -> server
			.doOnChannelInit((_, channel, _) -> SlowHeads.watch(channel, properties.headTimeout()));
	}

	@Bean
	WebHttpHandlerBuilderCustomizer frontDoor(ReceiveDelivery receive, DeliveryBody body, IngressProperties properties,
			Clock clock, AnswerTimes times) {
		return (builder) -> builder
			.httpHandlerDecorator((others) -> new FrontDoor(others, receive, body, properties, clock, times));
	}

}
