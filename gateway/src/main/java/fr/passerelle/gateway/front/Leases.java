package fr.passerelle.gateway.front;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Background;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.proxy.Lease;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Judges open requests as a new request for the same address would be judged: by host,
 * publication, owner of the path, and session.
 */
final class Leases {

	private final EstablishmentDirectory directory;

	private final Sessions sessions;

	private final TurnedAway turnedAway;

	Leases(EstablishmentDirectory directory, Sessions sessions, TurnedAway turnedAway) {
		this.directory = directory;
		this.sessions = sessions;
		this.turnedAway = turnedAway;
	}

	Lease of(VisitorRequest visitor, Establishment establishment, @Nullable GatewaySession session) {
		return new OpenRequest(visitor, establishment, session);
	}

	private final class OpenRequest implements Lease {

		private final VisitorRequest visitor;

		private final @Nullable GatewaySession session;

		private final @Nullable EspaceKey espace;

		private volatile Establishment seen;

		OpenRequest(VisitorRequest visitor, Establishment establishment, @Nullable GatewaySession session) {
			this.visitor = visitor;
			this.seen = establishment;
			this.session = session;
			this.espace = establishment.paths().espace(visitor.path().decoded());
		}

		// Mostly the establishment is the same object, which spares the comparison.
		@Override
		@SuppressWarnings("ReferenceEquality")
		public boolean lasts() {
			String publicUrl = this.seen.publicUrl();
			Establishment now = Leases.this.directory
				.byHost(publicUrl.substring(publicUrl.indexOf("://") + "://".length()));
			if (now == null || !(now == this.seen || isStill(now))) {
				return false;
			}
			this.seen = now;
			return this.session == null || Leases.this.sessions.isOpen(this.session);
		}

		private boolean isStill(Establishment now) {
			String path = this.visitor.path().decoded();
			boolean same = now.uai().equals(this.seen.uai()) && now.publicUrl().equals(this.seen.publicUrl())
					&& now.paths().espace(path) == this.espace;
			return same && ((this.espace != null) ? now.isOpen(this.espace)
					: now.published() && now.paths().isPublic(path));
		}

		@Override
		public void used() {
			if (this.session != null) {
				Leases.this.sessions.use(this.session);
			}
		}

		@Override
		public Answer over() {
			String publicUrl = this.seen.publicUrl();
			EspaceKey key = (this.espace != null) ? this.espace : EspaceKey.COMMUNE;
			boolean page = this.visitor.method().equals("GET") || this.visitor.method().equals("HEAD");
			if (page && !Background.isBackground(this.visitor)) {
				// A new request finds out what this address is now.
				return Answer.redirect(302, publicUrl + this.visitor.target());
			}
			return Leases.this.turnedAway.loginRequired(new Visit(this.visitor, this.seen, this.seen.espace(key)));
		}

	}

}
