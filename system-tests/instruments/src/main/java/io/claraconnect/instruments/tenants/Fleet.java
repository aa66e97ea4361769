package io.claraconnect.instruments.tenants;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.claraconnect.instruments.courier.Arrival;

/**
 * Some tenants together.
 *
 * @param tenants who
 */
public record Fleet(List<Tenant> tenants) {

	private static final List<String> FIRST = List.of("Ada", "Bela", "Cleo", "Dario", "Edda", "Falk", "Gesa", "Hugo",
			"Inka", "Joris", "Kira", "Leif");

	/**
	 * Copies the list.
	 * @param tenants who
	 */
	public Fleet {
		tenants = List.copyOf(tenants);
	}

	/**
	 * Gives the only tenant, or the first.
	 * @return a tenant
	 */
	public Tenant first() {
		return this.tenants.getFirst();
	}

	/**
	 * People apply in turn at each tenant, fitting well, partly and badly in turn.
	 * @param count how many
	 * @param atOnce how many at a time
	 * @return the candidacies, in no order
	 */
	public List<Candidacy> apply(int count, int atOnce) {
		return each(IntStream.range(0, count).mapToObj((index) -> (Callable<Candidacy>) () -> apply(index)).toList(),
				atOnce);
	}

	/**
	 * One person applies.
	 * @param index chooses tenant, name and fit
	 * @return the candidacy
	 */
	public Candidacy apply(int index) {
		Tenant tenant = this.tenants.get(index % this.tenants.size());
		int turn = index / this.tenants.size();
		return tenant.apply(FIRST.get(turn % FIRST.size()) + " Example" + index,
				Fit.values()[turn % Fit.values().length]);
	}

	/**
	 * Lists who applied.
	 * @return at all tenants
	 */
	public List<Candidacy> candidacies() {
		return this.tenants.stream().flatMap((tenant) -> tenant.candidacies().stream()).toList();
	}

	/**
	 * Tells whether a delivery is for one of these tenants.
	 * @param arrival a delivery
	 * @return whether it is
	 */
	public boolean owns(Arrival arrival) {
		return this.tenants.stream().anyMatch((tenant) -> tenant.owns(arrival));
	}

	static <T> List<T> each(List<Callable<T>> work, int atOnce) {
		try (ExecutorService threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
			List<T> results = new java.util.ArrayList<>();
			for (Future<T> future : threads.invokeAll(work)) {
				results.add(future.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
