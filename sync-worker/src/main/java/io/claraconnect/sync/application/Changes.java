package io.claraconnect.sync.application;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

import io.claraconnect.ats.api.AtsEvent.Kind;
import io.claraconnect.schemas.ApplicationSnapshot;
import io.claraconnect.schemas.ApplicationState;
import org.jspecify.annotations.Nullable;

/** Says what kinds of change lie between two snapshots. Pure. */
final class Changes {

	private Changes() {
	}

	/** The kinds; what no webhook of any vendor tells of is an update. */
	static Set<Kind> between(@Nullable ApplicationSnapshot last, ApplicationSnapshot next) {
		if (last == null) {
			return EnumSet.of(Kind.APPLICATION_CREATED);
		}
		EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
		if (last.getState() != next.getState()) {
			kinds.add(to(last.getState(), next.getState()));
		}
		else if (!Objects.equals(last.getStageId(), next.getStageId())) {
			kinds.add(Kind.STAGE_CHANGED);
		}
		if (kinds.isEmpty()) {
			kinds.add(Kind.APPLICATION_UPDATED);
		}
		return kinds;
	}

	private static Kind to(ApplicationState last, ApplicationState next) {
		return switch (next) {
			case REJECTED, ARCHIVED -> Kind.REJECTED;
			case HIRED -> Kind.HIRED;
			case GONE -> Kind.APPLICATION_DELETED;
			case ACTIVE, UNKNOWN -> switch (last) {
				case HIRED -> Kind.UNHIRED;
				case REJECTED, ARCHIVED -> Kind.UNREJECTED;
				case GONE -> Kind.APPLICATION_CREATED;
				case ACTIVE, UNKNOWN -> Kind.APPLICATION_UPDATED;
			};
		};
	}

}
