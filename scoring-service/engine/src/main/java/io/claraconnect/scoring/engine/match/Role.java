package io.claraconnect.scoring.engine.match;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.claraconnect.scoring.engine.report.Evidence;
import io.claraconnect.scoring.engine.text.Passage;

/**
 * A stretch of dated work in a resume.
 *
 * @param places its title, its dates and what was done
 * @param months the months it took
 */
record Role(List<Place> places, SortedSet<YearMonth> months) {

	/**
	 * The dated roles of a resume. A role begins at its dates, or at the title over them,
	 * and ends where the next one or another section begins.
	 */
	static List<Role> of(List<Place> all, LocalDate asOf) {
		List<Place> places = all.stream().filter((place) -> place.source() == Evidence.Source.RESUME).toList();
		List<Role> roles = new ArrayList<>();
		for (int i = 0; i < places.size(); i++) {
			Passage dated = places.get(i).passage();
			SortedSet<YearMonth> months = WorkTime.isStudy(dated) ? new TreeSet<>() : WorkTime.ranges(dated, asOf);
			if (!months.isEmpty()) {
				int from = (i > 0 && places.get(i - 1).isTitle()) ? i - 1 : i;
				roles.add(new Role(places.subList(from, end(places, i, asOf)), months));
			}
		}
		return roles;
	}

	private static int end(List<Place> places, int dated, LocalDate asOf) {
		Passage first = places.get(dated).passage();
		int end = dated + 1;
		while (end < places.size() && places.get(end).passage().section() == first.section()
				&& WorkTime.ranges(places.get(end).passage(), asOf).isEmpty()
				&& !(places.get(end).isTitle() && end > dated + 1)) {
			end++;
		}
		return end;
	}

}
