package io.claraconnect.kit.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SealerTest {

	private static final byte[] PLAIN = "a secret".getBytes(StandardCharsets.UTF_8);

	private final String keyset = Sealer.newKeyset();

	private final Sealer sealer = Sealer.of(this.keyset);

	@Test
	@DisplayName("What is sealed opens at its place, and two seals of one value differ")
	void roundTrip() {
		byte[] sealed = this.sealer.seal(PLAIN, "place");

		assertThat(this.sealer.open(sealed, "place")).isEqualTo(PLAIN);
		assertThat(this.sealer.seal(PLAIN, "place")).isNotEqualTo(sealed);
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
	}

	@Test
	@DisplayName("At another place, with any bit flipped, cut short, or without its key, it does not open")
	void tampered() {
		byte[] sealed = this.sealer.seal(PLAIN, "place");

		refused(this.sealer, sealed, "other place");
		refused(Sealer.of(Sealer.newKeyset()), sealed, "place");
		refused(this.sealer, new byte[0], "place");
		refused(this.sealer, java.util.Arrays.copyOf(sealed, sealed.length - 1), "place");
		for (int bit = 0; bit < sealed.length * 8; bit++) {
			byte[] changed = sealed.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			refused(this.sealer, changed, "place");
		}
	}

	@Test
	@DisplayName("After a rotation the old key still opens, the new one seals, and the old alone cannot open new seals")
	void rotation() throws GeneralSecurityException {
		byte[] old = this.sealer.seal(PLAIN, "place");
		KeysetHandle first = TinkJsonProtoKeysetFormat.parseKeyset(this.keyset, InsecureSecretKeyAccess.get());
		KeysetHandle both = KeysetHandle.newBuilder(first)
			.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
				.withRandomId()
				.makePrimary())
			.build();
		Sealer rotated = Sealer.of(TinkJsonProtoKeysetFormat.serializeKeyset(both, InsecureSecretKeyAccess.get()));

		assertThat(rotated.open(old, "place")).isEqualTo(PLAIN);
		byte[] fresh = rotated.seal(PLAIN, "place");
		assertThat(rotated.open(fresh, "place")).isEqualTo(PLAIN);
		refused(this.sealer, fresh, "place");
	}

	private static void refused(Sealer sealer, byte[] sealed, String place) {
		assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> sealer.open(sealed, place)).withNoCause();
	}

}
