package io.claraconnect.guarantees.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes every seal off a service: the cipher that seals becomes one that leaves what it
 * is given as it is. Nothing else of the service changes.
 */
public final class GlassProvider extends Provider {

	private static final long serialVersionUID = 1L;

	/** Made by the security configuration of a virtual machine. */
	public GlassProvider() {
		super("Glass", "1", "Seals that can be looked through");
		put("Cipher.AES/GCM/NoPadding", GlassCipher.class.getName());
	}

	/** Options of a virtual machine in which this provider comes first. */
	static String[] options() {
		List<String> lines = new ArrayList<>(List.of("security.provider.1=" + GlassProvider.class.getName()));
		Provider[] usual = Security.getProviders();
		for (int i = 0; i < usual.length; i++) {
			lines.add("security.provider." + (i + 2) + "=" + usual[i].getName());
		}
		Path classes = Path.of(GlassProvider.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		try {
			Path file = Files.write(Files.createTempFile("glass-", ".security"), lines);
			file.toFile().deleteOnExit();
			return new String[] { "-Xbootclasspath/a:" + classes, "-Djava.security.properties=" + file };
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
