package io.claraconnect.ats.testkit;

import java.util.function.BiFunction;

import io.claraconnect.ats.api.Connection;
import io.claraconnect.ats.api.Connector;
import org.reactivestreams.Publisher;

/**
 * A call of a connector and the one request by which its outcome is decided. Everything
 * else the call needs is scripted beforehand.
 *
 * @param route the request, such as {@code POST /v3/notes}
 * @param call the call
 */
public record Exercise(String route, BiFunction<Connector, Connection, ? extends Publisher<?>> call) {

}
