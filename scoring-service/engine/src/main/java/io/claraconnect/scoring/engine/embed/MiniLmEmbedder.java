package io.claraconnect.scoring.engine.embed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2 with int8 weights through ONNX runtime, English only, 384 dimensions,
 * mean pooled. The model file and its vocabulary come from the class path. Loads at the
 * first use.
 *
 * Each sentence is run on its own and on one thread: an int8 model scales its activations
 * over the whole batch, so a neighbour would change the vector.
 */
public final class MiniLmEmbedder implements SentenceEmbedder, AutoCloseable {

	private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

	private static final String VOCABULARY = "/bert-vocabulary-en.txt";

	private static final int MAX_TOKENS = 128;

	private final ReentrantLock loading = new ReentrantLock();

	private volatile @Nullable Loaded loaded;

	private record Loaded(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
	}

	@Override
	public String version() {
		return "all-minilm-l6-v2-q/1.20.0-beta30/short12";
	}

	@Override
	public boolean knows(String language) {
		return "en".equals(language);
	}

	@Override
	public List<SentenceVector> embed(List<String> sentences) {
		if (sentences.isEmpty()) {
			return List.of();
		}
		Loaded model = model();
		List<SentenceVector> vectors = new ArrayList<>(sentences.size());
		try {
			for (String sentence : sentences) {
				vectors.add(SentenceVector.quantise(run(model, model.pieces().encode(sentence, MAX_TOKENS))));
			}
		}
		catch (OrtException ex) {
			throw new IllegalStateException("The embedding model failed", ex);
		}
		return vectors;
	}

	private static float[] run(Loaded model, long[] ids) throws OrtException {
		long[] shape = { 1, ids.length };
		long[] ones = new long[ids.length];
		Arrays.fill(ones, 1);
		try (OnnxTensor input = OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(ids), shape);
				OnnxTensor mask = OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(ones), shape);
				OnnxTensor types = OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(new long[ids.length]),
						shape)) {
			Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
			inputs.put("input_ids", input);
			inputs.put("attention_mask", mask);
			inputs.put("token_type_ids", types);
			inputs.keySet().retainAll(model.session().getInputNames());
			try (OrtSession.Result result = model.session().run(inputs)) {
				return pooled((OnnxTensor) result.get(0), ids.length);
			}
		}
	}

	/** Mean over the tokens in fixed order, then unit length. */
	private static float[] pooled(OnnxTensor hidden, int tokens) {
		FloatBuffer values = hidden.getFloatBuffer();
		int dimensions = values.remaining() / tokens;
		double[] sums = new double[dimensions];
		for (int token = 0; token < tokens; token++) {
			for (int i = 0; i < dimensions; i++) {
				sums[i] += values.get(token * dimensions + i);
			}
		}
		double norm = 0;
		for (double sum : sums) {
			norm += sum * sum;
		}
		float[] unit = new float[dimensions];
		for (int i = 0; i < dimensions && norm > 0; i++) {
			unit[i] = (float) (sums[i] / Math.sqrt(norm));
		}
		return unit;
	}

	private Loaded model() {
		Loaded ready = this.loaded;
		if (ready != null) {
			return ready;
		}
		this.loading.lock();
		try {
			ready = this.loaded;
			if (ready == null) {
				ready = load();
				this.loaded = ready;
			}
			return ready;
		}
		finally {
			this.loading.unlock();
		}
	}

	private static Loaded load() {
		OrtEnvironment environment = OrtEnvironment.getEnvironment();
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
				InputStream model = resource(MODEL);
				InputStream vocabulary = resource(VOCABULARY)) {
			environment.setTelemetry(false);
			options.setIntraOpNumThreads(1);
			options.setInterOpNumThreads(1);
			options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
			options.setCPUArenaAllocator(false);
			options.setMemoryPatternOptimization(false);
			OrtSession session = environment.createSession(model.readAllBytes(), options);
			return new Loaded(environment, session, WordPieces.load(vocabulary));
		}
		catch (OrtException ex) {
			throw new IllegalStateException("The embedding model cannot be loaded", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream resource(String name) {
		InputStream stream = MiniLmEmbedder.class.getResourceAsStream(name);
		if (stream == null) {
			throw new IllegalStateException("Missing on the class path: " + name);
		}
		return stream;
	}

	/** Frees the native memory; a later use loads again. No call may be running. */
	@Override
	public void close() {
		this.loading.lock();
		try {
			Loaded ready = this.loaded;
			this.loaded = null;
			if (ready != null) {
				ready.session().close();
			}
		}
		catch (OrtException ex) {
			throw new IllegalStateException("The embedding model cannot be closed", ex);
		}
		finally {
			this.loading.unlock();
		}
	}

}
