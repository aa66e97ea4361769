package io.claraconnect.instruments.load;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AnswerReaderTest {

	private final AnswerReader reader = new AnswerReader();

	@Test
	@DisplayName("An answer is complete with the last byte of its stated length and not before")
	void complete() {
		String whole = "HTTP/1.1 503 Service Unavailable\r\nCONTENT-LENGTH:  11\r\nRetry-After: 5\r\n\r\nhello world";
		for (int i = 0; i < whole.length(); i++) {
			assertThat(read(whole.substring(0, i))).as("after %d", i).isEqualTo(AnswerReader.INCOMPLETE);
		}
		assertThat(read(whole)).isEqualTo(503);
		assertThat(this.reader.closes()).isFalse();
		assertThat(read("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")).isEqualTo(401);
		assertThat(this.reader.closes()).isTrue();
	}

	@Test
	@DisplayName("What is no single answer is refused")
	void refused() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("SSH-2.0-OpenSSH_9.9\r\n\r\n"));
		assertThatIllegalArgumentException().isThrownBy(
				() -> read("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
	}

	private int read(String text) {
		byte[] bytes = new byte[1024];
		byte[] came = text.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(came, 0, bytes, 0, came.length);
		return this.reader.read(bytes, came.length);
	}

}
