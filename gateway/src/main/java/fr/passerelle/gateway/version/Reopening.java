package fr.passerelle.gateway.version;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a closed establishment when its {@code closedUntil} has come. It looks only at
 * the directory in memory, so that the database is not queried while nothing is due. The
 * version that was seen decides which node makes the new one.
 */
final class Reopening {

	/** Who the history and the audit trail name. */
	static final String AUTHOR = "Passerelle";

	private static final Logger logger = LoggerFactory.getLogger(Reopening.class);

	private final Establishments establishments;

	private final VersionFollower follower;

	private final Clock clock;

	/**
	 * Versions that could not be opened: tried again once they were changed.
	 */
	private final Map<Uai, Long> refused = new HashMap<>();

	Reopening(Establishments establishments, VersionFollower follower, Clock clock) {
		this.establishments = establishments;
		this.follower = follower;
		this.clock = clock;
	}

	/** Opens the establishments that are due now. */
	synchronized void tick() {
		Instant now = this.clock.instant();
		this.establishments.all((establishment) -> isDue(establishment, now)).forEach(this::open);
	}

	private boolean isDue(Establishment establishment, Instant now) {
		Instant until = establishment.closedUntil();
		return until != null && !establishment.published() && !until.isAfter(now)
				&& this.refused.getOrDefault(establishment.uai(), 0L) != establishment.version();
	}

	private void open(Establishment establishment) {
		Uai uai = establishment.uai();
		try {
			this.establishments.publish(uai, Publication.OPEN, ExpectedVersion.only(establishment.version()),
					new Change(AUTHOR, OwnComment.REOPENED.about("")));
			logger.info("Establishment reopened uai={}", uai);
		}
		catch (LostRaceException | UnknownEstablishmentException ex) {
			// Another node opened it, or an administrator has just changed it.
			this.follower.refresh();
		}
		catch (InvalidDocumentException ex) {
			this.refused.put(uai, establishment.version());
			logger.error("Establishment not reopened uai={} faults=\"{}\"", uai, ex.getMessage());
		}
	}

}
