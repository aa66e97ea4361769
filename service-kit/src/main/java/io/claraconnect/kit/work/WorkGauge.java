package io.claraconnect.kit.work;

/**
 * How much work stands in one state.
 *
 * @param state READY, PARKED or DEAD
 * @param rows how many rows
 * @param oldestRunnableSeconds age of the oldest row that could run now; what workers are
 * scaled on
 */
record WorkGauge(String state, long rows, double oldestRunnableSeconds) {

}
