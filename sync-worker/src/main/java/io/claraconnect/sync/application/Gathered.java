package io.claraconnect.sync.application;

import io.claraconnect.ats.api.Application;
import io.claraconnect.ats.api.DocumentContent;
import io.claraconnect.ats.api.DocumentRef;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one fetch gave. Personal data.
 *
 * @param application what the vendor said
 * @param settling whether the material is there
 * @param resume the bytes of the resume that {@code settling} names, or null when they
 * are in the vault already or there are none
 * @param letterDocument the cover letter that was taken, or null
 * @param letter its bytes, or null when they are in the vault already or there are none
 */
record Gathered(Application application, Settling settling, @Nullable DocumentContent resume,
		@Nullable DocumentRef letterDocument, @Nullable DocumentContent letter) {

	@Override
	public String toString() {
		return "Gathered[" + this.application.id() + "]";
	}

}
