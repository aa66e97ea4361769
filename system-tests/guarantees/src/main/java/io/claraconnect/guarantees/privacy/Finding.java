package io.claraconnect.guarantees.privacy;

/**
 * A mark that was found.
 *
 * @param mark what was found
 * @param how in which form
 * @param place where: a topic with partition, offset and part, a file with offset, a
 * column of a table, a page
 */
record Finding(Mark mark, String how, String place) {

	@Override
	public String toString() {
		return this.mark.id() + " (" + this.how + ") in " + this.place;
	}

}
