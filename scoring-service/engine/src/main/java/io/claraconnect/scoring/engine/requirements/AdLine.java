package io.claraconnect.scoring.engine.requirements;

/**
 * One line of an advertisement.
 *
 * @param text plain words
 * @param kind what the line is
 */
record AdLine(String text, Kind kind) {

	@Override
	public String toString() {
		return "AdLine[" + this.kind + "]";
	}

	enum Kind {

		HEADING, ITEM, PROSE

	}

}
