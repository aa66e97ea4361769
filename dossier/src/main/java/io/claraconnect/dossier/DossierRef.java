package io.claraconnect.dossier;

/**
 * Names the material of an application at one time.
 *
 * @param candidateRef opaque reference of the candidate
 * @param version version of the candidate's material
 */
record DossierRef(String candidateRef, int version) {

	/**
	 * Reads the text form.
	 * @throws IllegalArgumentException when it is not a dossier reference
	 */
	static DossierRef parse(String text) {
		int dot = text.lastIndexOf('.');
		if (dot < 1) {
			throw new IllegalArgumentException("Not a dossier reference");
		}
		return new DossierRef(text.substring(0, dot), Integer.parseInt(text.substring(dot + 1)));
	}

	@Override
	public String toString() {
		return this.candidateRef + "." + this.version;
	}

}
