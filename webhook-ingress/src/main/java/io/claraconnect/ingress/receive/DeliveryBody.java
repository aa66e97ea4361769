package io.claraconnect.ingress.receive;

import java.util.Optional;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Reads the raw bytes of a delivery within the limits, refusing early what cannot be
 * taken.
 */
final class DeliveryBody {

	private final IngressProperties limits;

	DeliveryBody(IngressProperties limits) {
		this.limits = limits;
	}

	/** Why the delivery is refused by its headers alone, if it is. */
	Optional<Answer> refusal(ServerRequest request) {
		HttpHeaders headers = request.headers().asHttpHeaders();
		if (headers.getContentLength() > this.limits.maxBody().toBytes()) {
			return Optional.of(Answer.TOO_LARGE);
		}
		String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			return Optional.of(Answer.UNSUPPORTED);
		}
		return json(headers) ? Optional.empty() : Optional.of(Answer.UNSUPPORTED);
	}

	private static boolean json(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			return type != null && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
		}
		catch (InvalidMediaTypeException _) {
			return false;
		}
	}

	/**
	 * The raw bytes.
	 * @return errors with {@link DataBufferLimitException} when there are too many, with
	 * a timeout when they come too slowly
	 */
	Mono<byte[]> bytes(ServerRequest request) {
		return DataBufferUtils
			.join(request.body(BodyExtractors.toDataBuffers()), Math.toIntExact(this.limits.maxBody().toBytes()))
			.map(DeliveryBody::drain)
			.defaultIfEmpty(new byte[0])
			.timeout(this.limits.bodyTimeout());
	}

	private static byte[] drain(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
