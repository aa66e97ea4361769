package io.claraconnect.ats.http;

import java.net.URI;
import java.util.List;
import java.util.Set;

import io.claraconnect.ats.api.AtsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OriginPolicyTest {

	private final OriginPolicy policy = new OriginPolicy(List.of("api.ats.example", ".files.example"),
			Set.of(URI.create("http://127.0.0.1:7410"), URI.create("https://gateway.inside.example:8443/")));

	@ParameterizedTest
	@ValueSource(strings = { "https://api.ats.example/v1", "https://API.ATS.EXAMPLE/v1", "https://api.ats.example:443/",
			"https://a.files.example/x?y=z", "https://a.b.files.example/" })
	void callsTheVendorsHostsAtPublicAddressesOnly(String url) {
		assertThat(this.policy.check(URI.create(url))).isEqualTo(OriginPolicy.Access.PUBLIC_ADDRESS);
	}

	@Test
	void callsAllowedOriginsWhereverTheyAre() {
		assertThat(this.policy.check(URI.create("http://127.0.0.1:7410/greenhouse/v3/jobs")))
			.isEqualTo(OriginPolicy.Access.ANY_ADDRESS);
		assertThat(this.policy.check(URI.create("https://gateway.inside.example:8443/x")))
			.isEqualTo(OriginPolicy.Access.ANY_ADDRESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.ats.example/", "https://api.ats.example:8443/", "https://api.ats.example:22/",
			"https://api.ats.example:80/", "ftp://api.ats.example/", "file:///etc/passwd", "gopher://api.ats.example/",
			"jar:https://api.ats.example!/x", "ws://api.ats.example/", "//api.ats.example/", "/v1/jobs", "https:///x",
			"https:api.ats.example", "mailto:a@api.ats.example", "data:text/plain,x", "javascript:alert(1)",
			"https://user@api.ats.example/", "https://user:pw@api.ats.example/",
			"https://api.ats.example@evil.example/", "https://api.ats.example:x@evil.example/",
			"https://evil.example/api.ats.example", "https://evil.example?api.ats.example",
			"https://evil.example#api.ats.example", "https://evil.example#@api.ats.example/",
			"https://api.ats.example#x", "https://api.ats.example.evil.example/", "https://evilapi.ats.example/",
			"https://sub.api.ats.example/", "https://files.example/", "https://evilfiles.example/",
			"https://a.files.example.evil.example/", "https://a_b.files.example/", "https://-a.files.example/",
			"https://.files.example/", "https://a..files.example/", "https://api.ats.example./", "https://127.0.0.1/",
			"http://127.0.0.1/", "http://127.0.0.1:7411/", "https://127.0.0.1:7410/", "http://localhost:7410/",
			"http://127.1:7410/", "http://2130706433:7410/", "http://0x7f000001:7410/", "http://0x7f.0.0.1:7410/",
			"http://017700000001:7410/", "http://0177.0.0.1:7410/", "http://127.0.0.01:7410/", "http://[::1]:7410/",
			"http://[::ffff:127.0.0.1]:7410/", "http://[::ffff:7f00:1]:7410/", "http://[0:0:0:0:0:0:0:1]/",
			"http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://0/",
			"http://0.0.0.0/", "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/",
			"http://[fd00:ec2::254]/", "http://metadata.google.internal/", "https://127.0.0.1.nip.io/",
			"https://10-0-0-1.sslip.io/", "https://10.0.0.1/", "https://192.168.1.1/", "https://172.16.0.1/",
			"https://100.64.0.1/", "https://gateway.inside.example/", "http://gateway.inside.example:8443/",
			"https://u@gateway.inside.example:8443/", "http://127.0.0.1:7410@evil.example/", "http://x@127.0.0.1:7410/",
			"https://xn--api-ats.example/", "https://%61pi.ats.example/" })
	void callsNothingElse(String url) {
		assertThatExceptionOfType(AtsException.class).isThrownBy(() -> this.policy.check(URI.create(url)))
			.matches((ex) -> ex.category() == AtsException.Category.REFUSED)
			.withMessage("refused: address_not_allowed");
	}

}
