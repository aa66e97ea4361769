package io.claraconnect.reader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FramesTest {

	@Test
	void carriesEveryOutcomeUnchanged() throws IOException {
		ExtractedDocument document = new ExtractedDocument(DocumentType.PDF, "Zoë", "hid",
				List.of(new TextSpan(1, 0, 3, true), new TextSpan(2, 0, 3, false)), 2,
				List.of(ReadWarning.HIDDEN_TEXT, ReadWarning.PAGES_WITHOUT_TEXT), "v1");
		assertThat(roundTrip(document)).isEqualTo(document);
		for (Unreadable.Reason reason : Unreadable.Reason.values()) {
			assertThat(roundTrip(new Unreadable(reason))).isEqualTo(new Unreadable(reason));
		}
	}

	@Test
	void servesRequestsUntilThePipeCloses() throws IOException {
		ByteArrayOutputStream requests = new ByteArrayOutputStream();
		Frames.writeRequest(new DataOutputStream(requests), SampleFiles.text("first"));
		Frames.writeRequest(new DataOutputStream(requests), SampleFiles.text(""));
		ByteArrayOutputStream replies = new ByteArrayOutputStream();
		ReaderMain.serve(in(requests.toByteArray()), new DataOutputStream(replies), ReadLimits.DEFAULT);
		DataInputStream in = in(replies.toByteArray());
		assertThat(in.readInt()).isEqualTo(Frames.READY);
		assertThat(Frames.readReply(in)).isInstanceOf(ExtractedDocument.class);
		assertThat(Frames.readReply(in)).isEqualTo(new Unreadable(Unreadable.Reason.EMPTY));
		assertThat(in.read()).isEqualTo(-1);
	}

	@Test
	void refusesAReplyThatIsNoFrame() {
		assertThatThrownBy(() -> Frames.readReply(in("Exception in thread main".getBytes(StandardCharsets.US_ASCII))))
			.isInstanceOf(IOException.class);
		assertThatThrownBy(() -> Frames.readReply(in(new byte[] { 0, 0, 0, 2, 0, 99 })))
			.isInstanceOf(IOException.class);
	}

	private static ReadOutcome roundTrip(ReadOutcome outcome) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Frames.writeReply(new DataOutputStream(out), outcome);
		return Frames.readReply(in(out.toByteArray()));
	}

	private static DataInputStream in(byte[] bytes) {
		return new DataInputStream(new ByteArrayInputStream(bytes));
	}

}
