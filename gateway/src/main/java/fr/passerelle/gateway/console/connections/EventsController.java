package fr.passerelle.gateway.console.connections;

import java.io.IOException;
import java.security.Principal;
import java.time.Instant;

import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.console.connections.LiveViews.Reader;
import fr.passerelle.gateway.establishment.Uai;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream behind an open page.
 */
@Controller
class EventsController {

	private final LiveViews views;

	private final SessionRegistry consoleSessions;

	private final Grants grants;

	EventsController(LiveViews views, SessionRegistry consoleSessions, Grants grants) {
		this.views = views;
		this.consoleSessions = consoleSessions;
		this.grants = grants;
	}

	@GetMapping(path = "/console/establishments/{uai}/connections/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events(@PathVariable Uai uai, @RequestParam(defaultValue = "-1") long seen,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String begun, HttpSession session,
			Principal who, HttpServletResponse response) throws IOException {
		// nginx would keep the events for itself.
		response.setHeader("X-Accel-Buffering", "no");
		return this.views
			.open(uai, new Reader(session.getId(), () -> mayStillRead(uai, session.getId(), who)), seen, instant(begun))
			.map(ResponseEntity::ok)
			.orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
	}

	/**
	 * A session that has ended is unknown to the registry; one whose owner lost the
	 * right, or ended all sessions elsewhere, has no grant.
	 */
	private boolean mayStillRead(Uai uai, String session, Principal who) {
		return this.consoleSessions.getSessionInformation(session) != null && this.grants.of(who).mayRead(uai);
	}

	/** Nothing that cannot be ours: then the page begins anew. */
	private static @Nullable Instant instant(@Nullable String seconds) {
		return (seconds != null && seconds.matches("[0-9]{1,11}")) ? Instant.ofEpochSecond(Long.parseLong(seconds))
				: null;
	}

}
