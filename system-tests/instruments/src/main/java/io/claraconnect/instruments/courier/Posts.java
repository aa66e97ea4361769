package io.claraconnect.instruments.courier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** All posts, and which of them are kept back. */
final class Posts {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition released = this.lock.newCondition();

	private final List<Post> all = new ArrayList<>();

	private Predicate<Arrival> held = (_) -> false;

	void add(Post post) {
		locked(() -> this.all.add(post));
	}

	void hold(Predicate<Arrival> which) {
		locked(() -> this.held = which);
	}

	void release() {
		locked(() -> {
			this.held = (_) -> false;
			this.released.signalAll();
		});
	}

	void awaitFree(Post post) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.held.test(post.arrival())) {
				this.released.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	List<Post> all() {
		this.lock.lock();
		try {
			return List.copyOf(this.all);
		}
		finally {
			this.lock.unlock();
		}
	}

	long waiting() {
		return all().stream().filter((post) -> post.state() == Post.State.WAITING).count();
	}

	private void locked(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
