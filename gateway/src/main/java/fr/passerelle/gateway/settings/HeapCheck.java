package fr.passerelle.gateway.settings;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.unit.DataSize;

/**
 * Refuses a bound that an administrator sets and the heap does not hold: the program
 * would keep to a smaller one, and the administrator would not know. A default follows
 * the heap without a word.
 */
final class HeapCheck {

	private static final long MEGABYTE = 1024 * 1024;

	private final Binder binder;

	private final long heap;

	private HeapCheck(Binder binder, long heap) {
		this.binder = binder;
		this.heap = heap;
	}

	/**
	 * Checks the settings that are there.
	 * @param binder reads them
	 * @param heap the most bytes that the program may take
	 */
	static void check(Binder binder, long heap) {
		HeapCheck check = new HeapCheck(binder, heap);
		check.number("passerelle.sessions.max", HeapShare.SESSIONS);
		check.number("passerelle.direct-login.max-addresses", HeapShare.SUSPENSIONS);
		check.number("passerelle.ent.max-waiting", HeapShare.WAITING_VALIDATIONS);
		check.size("passerelle.login.max-pending-size", HeapShare.PENDING_LOGINS);
	}

	private void number(String key, HeapShare share) {
		this.binder.bind(key, Integer.class).ifBound((wanted) -> {
			int most = share.entries(this.heap, Integer.MAX_VALUE);
			if (wanted > most) {
				throw refused(key, String.valueOf(most));
			}
		});
	}

	private void size(String key, HeapShare share) {
		this.binder.bind(key, DataSize.class).ifBound((wanted) -> {
			long most = share.bytes(this.heap);
			if (wanted.toBytes() > most) {
				throw refused(key, most / MEGABYTE + "MB");
			}
		});
	}

	private StartRefusedException refused(String key, String most) {
		return StartRefusedException.setting(key, "is at most " + most + " with a heap of " + this.heap / MEGABYTE
				+ " MB; give the program more by -Xmx, or leave the setting out");
	}

}
