package fr.passerelle.gateway.settings;

/**
 * The smallest heap that the program starts with: its own part, and beside it the
 * {@link HeapShare shares} of which every one may be full at the same time.
 */
final class LeastHeap {

	/** As {@code -Xmx} says it. */
	static final int MEGABYTES = 128;

	/**
	 * Of {@code -Xmx} a collector reports less, since a part is always empty: 97 %
	 * (Serial) to 89 % (Parallel).
	 */
	private static final int REPORTED_PERCENT = 88;

	private static final long MEGABYTE = 1024 * 1024;

	private LeastHeap() {
	}

	/** Refuses a heap that is too small. */
	static void check(long heap) {
		if (heap < MEGABYTES * MEGABYTE / 100 * REPORTED_PERCENT) {
			throw new StartRefusedException("-Xmx: the heap of " + heap / MEGABYTE
					+ " MB is too small, the program needs -Xmx" + MEGABYTES + "m at least");
		}
	}

}
