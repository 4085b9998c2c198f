package fr.passerelle.gateway.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of each establishment, beside the store that finds them by id: a login or
 * an end touches one entry of it, a look-up none. Changes are published as a number that
 * a live view reads when it likes: no listener is called, so none can hold up a login.
 */
final class SessionIndex {

	private final Map<Uai, Room> rooms = new ConcurrentHashMap<>();

	/** One sequence for all, so that a room that was empty never repeats a number. */
	private final AtomicLong changes = new AtomicLong();

	void add(GatewaySession session) {
		this.rooms.compute(session.uai(), (uai, before) -> {
			Room room = (before != null) ? before : new Room();
			room.sessions.put(session.id(), session);
			return room;
		});
	}

	/** To be called when what was added can be found: a reader then sees it. */
	void changed(Uai uai) {
		this.rooms.computeIfPresent(uai, (same, room) -> {
			room.change = this.changes.incrementAndGet();
			return room;
		});
	}

	void remove(GatewaySession session) {
		this.rooms.computeIfPresent(session.uai(), (uai, room) -> {
			if (room.sessions.remove(session.id()) != null) {
				room.change = this.changes.incrementAndGet();
			}
			return room.sessions.isEmpty() ? null : room;
		});
	}

	/** Those of one establishment, some perhaps past their time. */
	Collection<GatewaySession> of(Uai uai) {
		Room room = this.rooms.get(uai);
		return (room != null) ? room.sessions.values() : List.of();
	}

	@Nullable GatewaySession find(Uai uai, String id) {
		Room room = this.rooms.get(uai);
		return (room != null) ? room.sessions.get(id) : null;
	}

	/** Another number after each change; 0 where there is no session. */
	long change(Uai uai) {
		Room room = this.rooms.get(uai);
		return (room != null) ? room.change : 0;
	}

	int roomCount() {
		return this.rooms.size();
	}

	private static final class Room {

		private final Map<String, GatewaySession> sessions = new ConcurrentHashMap<>(4);

		private volatile long change;

	}

}
