package fr.passerelle.gateway.settings;

/**
 * The part of the heap that each table may take which people from outside can make grow.
 * A count alone would be too large a bound for a small heap, so each such table holds
 * what its setting says, and never more than fits into its share.
 */
public enum HeapShare {

	/** The visitors' sessions. */
	SESSIONS(22, 768),

	/** What is signed for the applications. */
	IDENTITY_HEADERS(6, 256),

	/** Logins that wait for an ENT. */
	PENDING_LOGINS(8, 1),

	/** Logins that wait for a local password. */
	PENDING_LINKS(2, 1),

	/** Proofs that wait for their browser's cookies. */
	KEPT_PROOFS(1, 1),

	/** Messages of SAML that wait for a thread. */
	WAITING_PROOFS(1, 1),

	/** Tokens of WS-Federation, each for one login. */
	USED_TOKENS(1, 300),

	/** Logins and password checks that wait for a thread. */
	WAITING_LOGINS(2, 4 * 1024),

	/** Logins that wait for a place at a busy ENT, without their requests. */
	WAITING_VALIDATIONS(1, 1024),

	/** Addresses that are counted or suspended, each in four tables. */
	SUSPENSIONS(4, 4 * 400),

	/** Entries that wait for the journal's writer. */
	AUDIT_QUEUE(3, 1024),

	/** Bodies on their way to the administrators' side. */
	CONTROL_BODIES(3, 1),

	/** The administrators' sessions. */
	CONSOLE_SESSIONS(2, 4 * 1024),

	/** Connections of clients, each with its parser and a usual request. */
	CONNECTIONS(12, 8 * 1024),

	/** Long heads of visitors' requests that are under way. */
	LONG_HEADS(3, 1024),

	/** Bodies that the gateway itself reads for visitors. */
	READ_BODIES(2, 1);

	/** Connections of clients where the heap has room. */
	public static final int MAX_CONNECTIONS = 100_000;

	private final int percent;

	private final int bytesEach;

	HeapShare(int percent, int bytesEach) {
		this.percent = percent;
		this.bytesEach = bytesEach;
	}

	/** This table's part of the heap, in hundredths. */
	public int percent() {
		return this.percent;
	}

	/** What one entry is reckoned at. */
	public int bytesEach() {
		return this.bytesEach;
	}

	/** The bytes that the table may take. */
	public long bytes() {
		return bytes(Runtime.getRuntime().maxMemory());
	}

	/**
	 * How many entries the table may hold.
	 * @param wanted by its setting
	 * @return {@code wanted}, or what fits
	 */
	public int entries(int wanted) {
		return entries(Runtime.getRuntime().maxMemory(), wanted);
	}

	long bytes(long heap) {
		return heap / 100 * this.percent;
	}

	int entries(long heap, int wanted) {
		return (int) Math.min(wanted, Math.max(1, bytes(heap) / this.bytesEach));
	}

}
