package io.claraconnect.ats.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.claraconnect.ats.api.AtsException;

/**
 * The names in the objects that are open while a body is read, none of which may come
 * twice in one object: readers would not agree on which one counts. Small objects, which
 * almost all are, cost no memory.
 */
final class NamesOnce {

	private static final int SMALL = 24;

	private String[] names = new String[64];

	private int count;

	/** The names of large objects, by where they begin. */
	private final Map<Integer, Set<String>> large = new HashMap<>(4);

	/** An object begins; its names are told from those around it by what is returned. */
	int begin() {
		return this.count;
	}

	/**
	 * Takes the next name of the object that began there.
	 * @throws AtsException of category MALFORMED when that object had it before
	 */
	void take(String name, int begin) {
		if (this.count - begin < SMALL) {
			for (int i = begin; i < this.count; i++) {
				refuse(this.names[i].equals(name));
			}
		}
		else {
			refuse(!large(begin).add(name));
		}
		if (this.count == this.names.length) {
			this.names = Arrays.copyOf(this.names, 2 * this.count);
		}
		this.names[this.count++] = name;
	}

	/** The object that began there ends. */
	void end(int begin) {
		if (this.count - begin > SMALL) {
			this.large.remove(begin);
		}
		this.count = begin;
	}

	private Set<String> large(int begin) {
		return this.large.computeIfAbsent(begin,
				(_) -> new HashSet<>(Arrays.asList(this.names).subList(begin, this.count)));
	}

	private static void refuse(boolean twice) {
		if (twice) {
			throw AtsException.malformed("json_unreadable");
		}
	}

}
