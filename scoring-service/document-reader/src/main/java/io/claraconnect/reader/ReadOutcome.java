package io.claraconnect.reader;

/** What became of one document: its text, or the reason why there is none. */
public sealed interface ReadOutcome permits ExtractedDocument, Unreadable {

}
