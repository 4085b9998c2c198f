package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The faults in force. The most precise wins, then the newest.
 */
final class FaultOrders {

	/** More than any test needs. Beyond it the oldest order is dropped. */
	private static final int MOST = 1000;

	private final List<FaultOrder> orders = new ArrayList<>();

	synchronized void add(FaultOrder order) {
		if (this.orders.size() == MOST) {
			this.orders.remove(0);
		}
		this.orders.add(order);
	}

	synchronized void clear() {
		this.orders.clear();
	}

	synchronized List<FaultOrder> all() {
		return List.copyOf(this.orders);
	}

	/** Finds the fault for a request and counts it down, in one step. */
	synchronized @Nullable FaultOrder take(FaultOrder.At at, @Nullable String ticket, @Nullable String person) {
		int best = -1;
		for (int i = 0; i < this.orders.size(); i++) {
			FaultOrder order = this.orders.get(i);
			if (order.concerns(at, ticket, person)
					&& (best < 0 || order.precision() >= this.orders.get(best).precision())) {
				best = i;
			}
		}
		if (best < 0) {
			return null;
		}
		FaultOrder taken = this.orders.get(best);
		Integer times = taken.times();
		if (times != null && times == 1) {
			this.orders.remove(best);
		}
		else if (times != null) {
			this.orders.set(best, taken.times(times - 1));
		}
		return taken;
	}

}
