package io.claraconnect.kit.seal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DigestsTest {

	private final Digests digests = new Digests("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

	@Test
	@DisplayName("Equal lists of texts have equal digests; lists that only read alike have not")
	void listsDoNotRunTogether() {
		assertThat(this.digests.hmac("ab", "c")).isEqualTo(this.digests.hmac("ab", "c")).hasSize(32);
		assertThat(this.digests.hmac("a", "bc")).isNotEqualTo(this.digests.hmac("ab", "c"));
		assertThat(this.digests.hmac("abc")).isNotEqualTo(this.digests.hmac("abc", ""));
		assertThat(this.digests.hmac("ä")).isNotEqualTo(this.digests.hmac("a"));
	}

	@Test
	@DisplayName("A short key is refused, and SHA-256 is SHA-256")
	void keyAndPlainDigest() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Digests(new byte[31]));
		assertThat(HexFormat.of().formatHex(Digests.sha256("abc")))
			.isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

}
