package fr.passerelle.gateway.settings;

/**
 * The part of the heap that each table may take which people from outside can make grow.
 * A count alone would be too large a bound for a small heap, so each such table holds
 * what its setting says, and never more than fits into its share.
 */
public enum HeapShare {

	/** The visitors' sessions. */
	SESSIONS(25),

	/** What is signed for the applications. */
	IDENTITY_HEADERS(6),

	/** Logins that wait for an ENT. */
	PENDING_LOGINS(10),

	/** Logins that wait for a local password. */
	PENDING_LINKS(3),

	/** Logins and password checks that wait for a thread. */
	WAITING_LOGINS(3),

	/** Addresses that are counted or suspended. */
	SUSPENSIONS(4),

	/** Entries that wait for the journal's writer. */
	AUDIT_QUEUE(4),

	/** Bodies on their way to the administrators' side. */
	CONTROL_BODIES(5),

	/** The administrators' sessions. */
	CONSOLE_SESSIONS(3);

	private final int percent;

	HeapShare(int percent) {
		this.percent = percent;
	}

	/** This table's part of the heap, in hundredths. */
	public int percent() {
		return this.percent;
	}

	/** The bytes that the table may take. */
	public long bytes() {
		return bytes(Runtime.getRuntime().maxMemory());
	}

	/**
	 * How many entries the table may hold.
	 * @param wanted by its setting
	 * @param bytesEach what one takes at most, as measured
	 * @return {@code wanted}, or what fits
	 */
	public int entries(int wanted, int bytesEach) {
		return entries(Runtime.getRuntime().maxMemory(), wanted, bytesEach);
	}

	long bytes(long heap) {
		return heap / 100 * this.percent;
	}

	int entries(long heap, int wanted, int bytesEach) {
		return (int) Math.min(wanted, Math.max(1, bytes(heap) / bytesEach));
	}

}
