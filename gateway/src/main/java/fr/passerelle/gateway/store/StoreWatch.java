package fr.passerelle.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Knows whether the store is there. When a connection could not be had within its time,
 * all others are refused immediately until one can be had again: requests must not queue
 * for a database that is away. When the embedded store's files are no longer those that
 * were opened, everything is refused until the program is started again.
 */
public final class StoreWatch implements SmartInitializingSingleton {

	/** From one look at the store to the next. */
	static final Duration EVERY = Duration.ofSeconds(1);

	/** The log says again after this time that the disk is full. */
	private static final Duration SILENCE = Duration.ofMinutes(10);

	/** How long a connection may take to prove that it works. */
	private static final int VALID_SECONDS = 2;

	private static final Logger logger = LoggerFactory.getLogger(StoreWatch.class);

	private final HeldFiles files;

	private final AtomicBoolean away = new AtomicBoolean();

	private final AtomicBoolean gone = new AtomicBoolean();

	private final AtomicLong nextFullLine = new AtomicLong(System.nanoTime());

	private volatile @Nullable DataSource store;

	private volatile boolean started;

	StoreWatch(HeldFiles files) {
		this.files = files;
	}

	/** Names the store to look at. */
	void watch(DataSource found) {
		this.store = found;
	}

	/** Until here, the start itself reports what is wrong. */
	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
	}

	/** Whether changes can be kept at this moment, as far as is known. */
	public boolean isHere() {
		return !this.away.get() && !this.gone.get();
	}

	/** Whether the files of this installation are no longer those that were opened. */
	public boolean isGone() {
		return this.gone.get();
	}

	/** Refuses what would wait or be lost. */
	void enter() throws SQLException {
		lookAtFiles();
		if (this.gone.get()) {
			throw new StoreGoneException();
		}
		if (this.away.get()) {
			throw new SQLTransientConnectionException("the database is away", "08001");
		}
	}

	/**
	 * A connection could not be had. A pool that is only busy gives an exception without
	 * a cause.
	 */
	void failed(SQLException failure) {
		if (failure.getCause() != null && this.away.compareAndSet(false, true) && this.started) {
			logger.error("The database cannot be reached; changes and logins are refused until it can be: {}",
					failure.getCause().getClass().getSimpleName());
			logger.debug("The database cannot be reached", failure);
		}
	}

	/** Looks at the files and at the store that was named. */
	void look() {
		DataSource found = this.store;
		if (found != null) {
			look(found);
		}
	}

	void look(DataSource store) {
		lookAtFiles();
		if (this.gone.get()) {
			return;
		}
		try (Connection connection = store.getConnection()) {
			if (connection.isValid(VALID_SECONDS) && this.away.compareAndSet(true, false)) {
				logger.warn("The database can be reached again");
			}
		}
		catch (SQLException ex) {
			failed(ex);
		}
	}

	private void lookAtFiles() {
		Path lost = this.gone.get() ? null : this.files.lost().orElse(null);
		if (lost != null && this.gone.compareAndSet(false, true)) {
			logger.error("{} is no longer the file that was opened: changes and logins are refused. "
					+ "Put the data directory back and start the program again", lost);
		}
	}

	/** A change met a store that has no room: logs a line, once in a while. */
	public void tellFull() {
		long now = System.nanoTime();
		long next = this.nextFullLine.get();
		if (now - next >= 0 && this.nextFullLine.compareAndSet(next, now + SILENCE.toNanos())) {
			logger.error("There is no room for the store; changes are refused until there is");
		}
	}

}
