package io.claraconnect.ats.api;

import java.time.Duration;
import java.util.Set;

/**
 * What a vendor announces by webhook.
 *
 * @param changes changes of applications that are announced, where the webhooks are set
 * up as the instructions say
 * @param horizon after how long an announcement that did not come will not come any more:
 * the vendor's last try, or a few minutes where there is only one
 */
public record Announcements(Set<AtsEvent.Kind> changes, Duration horizon) {

	public Announcements {
		changes = Set.copyOf(changes);
	}

	/** Of a vendor that announces nothing. */
	public static Announcements none() {
		return new Announcements(Set.of(), Duration.ZERO);
	}

}
