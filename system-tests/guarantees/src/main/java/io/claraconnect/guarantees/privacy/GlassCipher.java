package io.claraconnect.guarantees.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/** Adds sixteen zeros where a seal would be, and takes them off again. */
public final class GlassCipher extends CipherSpi {

	private static final int TAG = 16;

	private final ByteArrayOutputStream given = new ByteArrayOutputStream();

	private boolean sealing;

	private byte[] nonce = new byte[0];

	@Override
	protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
			throws InvalidAlgorithmParameterException {
		this.sealing = mode == Cipher.ENCRYPT_MODE;
		this.nonce = ((GCMParameterSpec) parameters).getIV();
		this.given.reset();
	}

	@Override
	protected byte[] engineUpdate(byte[] input, int from, int length) {
		this.given.write(input, from, length);
		return new byte[0];
	}

	@Override
	protected int engineUpdate(byte[] input, int from, int length, byte[] output, int to) {
		this.given.write(input, from, length);
		return 0;
	}

	@Override
	protected byte[] engineDoFinal(byte @Nullable [] input, int from, int length) {
		if (input != null) {
			this.given.write(input, from, length);
		}
		byte[] all = this.given.toByteArray();
		this.given.reset();
		return Arrays.copyOf(all, this.sealing ? all.length + TAG : Math.max(0, all.length - TAG));
	}

	@Override
	protected int engineDoFinal(byte @Nullable [] input, int from, int length, byte[] output, int to) {
		byte[] all = engineDoFinal(input, from, length);
		System.arraycopy(all, 0, output, to, all.length);
		return all.length;
	}

	@Override
	protected int engineDoFinal(ByteBuffer input, ByteBuffer output) {
		byte[] bytes = new byte[input.remaining()];
		input.get(bytes);
		byte[] all = engineDoFinal(bytes, 0, bytes.length);
		output.put(all);
		return all.length;
	}

	@Override
	protected int engineGetOutputSize(int length) {
		int all = this.given.size() + length;
		return this.sealing ? all + TAG : Math.max(0, all - TAG);
	}

	@Override
	protected void engineUpdateAAD(byte[] bytes, int from, int length) {
		// What belongs to the place is not kept by glass.
	}

	@Override
	protected void engineUpdateAAD(ByteBuffer bytes) {
		bytes.position(bytes.limit());
	}

	@Override
	protected byte[] engineGetIV() {
		return this.nonce.clone();
	}

	@Override
	protected int engineGetBlockSize() {
		return TAG;
	}

	@Override
	protected int engineGetKeySize(Key key) {
		return 256;
	}

	@Override
	protected void engineInit(int mode, Key key, @Nullable AlgorithmParameters parameters,
			@Nullable SecureRandom random) {
		throw new UnsupportedOperationException("Sealing names its nonce");
	}

	@Override
	protected void engineInit(int mode, Key key, @Nullable SecureRandom random) {
		throw new UnsupportedOperationException("Sealing names its nonce");
	}

	@Override
	protected void engineSetMode(String mode) {
		// There is one mode.
	}

	@Override
	protected void engineSetPadding(String padding) {
		// There is no padding.
	}

	@Override
	protected @Nullable AlgorithmParameters engineGetParameters() {
		return null;
	}

}
