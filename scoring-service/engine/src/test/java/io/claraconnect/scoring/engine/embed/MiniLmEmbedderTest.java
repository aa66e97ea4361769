package io.claraconnect.scoring.engine.embed;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MiniLmEmbedderTest {

	private final MiniLmEmbedder embedder = new MiniLmEmbedder();

	@Test
	void nearMeaningsAreNearAndFarOnesAreFar() {
		List<SentenceVector> vectors = this.embedder
			.embed(List.of("Budget planning and forecasting", "Prepared annual budgets", "Baked bread and pastry"));
		assertThat(vectors.get(0).cosinePermille(vectors.get(1))).isGreaterThan(500);
		assertThat(vectors.get(0).cosinePermille(vectors.get(2))).isLessThan(200);
		assertThat(vectors.get(0).cosinePermille(vectors.get(0))).isBetween(999, 1000);
	}

	@Test
	void aVectorDependsOnItsSentenceAlone() {
		SentenceVector alone = this.embedder.embed(List.of("Operated a crane")).get(0);
		List<SentenceVector> crowd = this.embedder
			.embed(List.of("x ".repeat(400), "Operated a crane", "", "Ein langer Satz über Kräne"));
		assertThat(crowd.get(1)).isEqualTo(alone);
		assertThat(SentenceVector.of(alone.values())).isEqualTo(alone);
	}

	@Test
	void splitsWordsAsTheModelWasTrainedTo() {
		WordPieces pieces = WordPieces.load(MiniLmEmbedder.class.getResourceAsStream("/bert-vocabulary-en.txt"));
		assertThat(pieces.encode("Unaffable, RÉSUMÉ!", 128)).containsExactly(101, 14477, 20961, 3468, 1010, 13746, 999,
				102);
		assertThat(pieces.encode("word ".repeat(500), 128)).hasSize(128).endsWith(102);
	}

}
