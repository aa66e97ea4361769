package io.claraconnect.instruments.proxy;

import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The behaviour of now, which threads of connections read and wait on. */
final class Weather {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Random random;

	private volatile Behaviour now = Behaviour.NONE;

	Weather(long seed) {
		this.random = new Random(seed);
	}

	Behaviour now() {
		return this.now;
	}

	void become(Behaviour behaviour) {
		this.lock.lock();
		try {
			this.now = behaviour;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits while nothing may pass. */
	void awaitPassage() throws InterruptedException {
		this.lock.lock();
		try {
			while (this.now.silent()) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean strikes() {
		double probability = this.now.resetProbability();
		return probability > 0 && draw() < probability;
	}

	/** A number from 0 to 1. */
	double draw() {
		synchronized (this.random) {
			return this.random.nextDouble();
		}
	}

}
