package io.claraconnect.kit.threads;

import java.util.concurrent.CountDownLatch;

/** A program whose virtual threads hold their carriers all at the same time. */
final class ManyAtWork {

	private static final int THREADS = 32;

	private ManyAtWork() {
	}

	/** Ends when all of them were at work at once; one that waits spins, as if pinned. */
	public static void main(String[] args) throws InterruptedException {
		CarrierThreads.provide();
		CountDownLatch all = new CountDownLatch(THREADS);
		for (int i = 0; i < THREADS; i++) {
			Thread.startVirtualThread(() -> {
				all.countDown();
				while (all.getCount() > 0) {
					Thread.onSpinWait();
				}
			});
		}
		all.await();
	}

}
