package fr.passerelle.gateway.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import fr.passerelle.gateway.files.PrivateFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries the sessions over a graceful restart through the data directory. The file is
 * removed as soon as it is read: a crash later on must not bring back sessions that have
 * ended since. It holds hashes, no secret and no ticket.
 */
final class SessionFile implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(SessionFile.class);

	private final Path file;

	private final Sessions sessions;

	private volatile boolean running;

	SessionFile(Path dataDir, Sessions sessions) {
		this.file = dataDir.resolve("sessions.json");
		this.sessions = sessions;
	}

	@Override
	public void start() {
		this.running = true;
		if (!Files.exists(this.file)) {
			return;
		}
		try {
			byte[] content = Files.readAllBytes(this.file);
			Files.delete(this.file);
			restore(content);
		}
		catch (IOException | RuntimeException ex) {
			// A start that fails would not repair the file.
			logger.warn("The sessions of the last run cannot be read; everyone signs in again: {}",
					ex.getClass().getSimpleName());
		}
	}

	private void restore(byte[] content) {
		List<@Nullable Connection> all = JsonMapper.shared()
			.readValue(content, new TypeReference<List<@Nullable Connection>>() {
			});
		List<Connection> kept = new ArrayList<>();
		for (Connection one : all) {
			if (one != null && isWhole(one)) {
				kept.add(one);
			}
		}
		if (kept.size() < all.size()) {
			logger.warn("{} sessions of the last run cannot be read; their people sign in again",
					all.size() - kept.size());
		}
		logger.info("Took up {} sessions of {}", this.sessions.restore(kept), all.size());
	}

	/** A file may lack what the types require. */
	private static boolean isWhole(Connection one) {
		GatewaySession session = one.session();
		return Stream.of(one.lastUse(), session).allMatch(Objects::nonNull)
				&& Stream
					.of(session.id(), session.uai(), session.espace(), session.visitor(), session.delegation(),
							session.openedAt())
					.allMatch(Objects::nonNull)
				&& Stream.of(session.uai().value(), session.visitor().user(), session.visitor().name())
					.allMatch(Objects::nonNull);
	}

	@Override
	public void stop() {
		this.running = false;
		List<Connection> kept = this.sessions.all();
		try {
			PrivateFiles.write(this.file, JsonMapper.shared().writeValueAsBytes(kept));
			logger.info("Kept {} sessions for the next run", kept.size());
		}
		catch (IOException | JacksonException ex) {
			logger.warn("The sessions cannot be kept for the next run: {}", ex.toString());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server takes requests, and after it has answered the last one. */
	@Override
	public int getPhase() {
		return 0;
	}

}
