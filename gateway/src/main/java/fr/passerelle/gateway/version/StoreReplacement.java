package fr.passerelle.gateway.version;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import fr.passerelle.gateway.actor.Change;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces all establishments by those of a copy of the store, as the restore of a backup
 * does.
 */
public final class StoreReplacement {

	private final Function<JdbcClient, RestoredVersions> restored;

	private final VersionFollower follower;

	private final Consumer<EstablishmentChanged> listener;

	private final Clock clock;

	StoreReplacement(Function<JdbcClient, RestoredVersions> restored, VersionFollower follower,
			Consumer<EstablishmentChanged> listener, Clock clock) {
		this.restored = restored;
		this.follower = follower;
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * What the replacement would do to each establishment.
	 * @param copy the copy, in this program's form
	 * @return the steps, by UAI
	 */
	public List<RestoreStep> compare(JdbcClient copy) {
		return this.restored.apply(copy).plan();
	}

	/**
	 * Puts the copy's establishments in the place of those that are here, in the caller's
	 * transaction. They come into effect with {@link #takeUp}.
	 * @param copy the copy, in this program's form
	 * @param change who and why
	 * @return what changed
	 */
	public List<EstablishmentChanged> replaceAll(JdbcClient copy, Change change) {
		return this.restored.apply(copy).apply(change, VersionStore.now(this.clock));
	}

	/** Puts into effect what {@link #replaceAll} did, once it is committed. */
	public void takeUp(List<EstablishmentChanged> changes) {
		this.follower.refresh();
		changes.forEach(this.listener);
	}

}
