package io.claraconnect.instruments.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignedRequestTest {

	private static final String HEAD = "POST /hook HTTP/1.1\r\nId: {number}\r\nSignature: sha256 {signature}\r\n";

	private static final byte[] SECRET = "a secret of some length".getBytes(StandardCharsets.UTF_8);

	@Test
	@DisplayName("Each request has its number in head and body, its length, and the signature of its very bytes")
	void signed() throws Exception {
		String body = "{\"name\":\"" + "Zoë ".repeat(300) + "\",\"id\":{number},\"more\":[1]}";
		SignedRequest request = SignedRequest.of(HEAD, body, SECRET);
		for (long number : new long[] { 100_000_000_000L, 123_456_789_012L, 999_999_999_999L, 100_000_000_001L }) {
			String expected = body.replace("{number}", Long.toString(number));
			byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));

			assertThat(written(request, number)).isEqualTo("POST /hook HTTP/1.1\r\nId: " + number
					+ "\r\nSignature: sha256 " + HexFormat.of().formatHex(mac.doFinal(bytes)) + "\r\nContent-Length: "
					+ bytes.length + "\r\n\r\n" + expected);
		}
	}

	@Test
	@DisplayName("A number of other than twelve digits is refused, and so is a request that has no place for one")
	void refused() {
		SignedRequest request = SignedRequest.of(HEAD, "{number}", SECRET);

		assertThatIllegalArgumentException().isThrownBy(() -> written(request, 99_999_999_999L));
		assertThatIllegalArgumentException().isThrownBy(() -> written(request, 1_000_000_000_000L));
		assertThatIllegalArgumentException().isThrownBy(() -> SignedRequest.of(HEAD, "{}", SECRET));
		assertThatIllegalArgumentException().isThrownBy(() -> SignedRequest.of("POST", "{number}", SECRET));
	}

	private static String written(SignedRequest request, long number) {
		ByteBuffer into = ByteBuffer.allocate(request.longest());
		request.write(number, into);
		return new String(into.array(), 0, into.position(), StandardCharsets.UTF_8);
	}

}
