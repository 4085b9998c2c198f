package fr.passerelle.gateway.front;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.front.Outcome.Answered;
import fr.passerelle.gateway.front.Outcome.ListenFirst;
import fr.passerelle.gateway.front.Outcome.ToServlets;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LinkFlow;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Decides by host and path which part of the gateway a request is for.
 *
 * <pre>
 * host ─► Establishment ─► path ─► Espace ─► {@link EspaceVisit}
 *  421                     400 404
 * </pre>
 */
final class Routes {

	private final EstablishmentDirectory directory;

	private final ConsoleAddresses console;

	private final PlatformHost platform;

	private final EspaceVisit espaces;

	private final Logout logout;

	private final SingleLogout singleLogout;

	private final LinkFlow links;

	private final List<ProtocolAddresses> protocols;

	private final OwnFiles files;

	private final TurnedAway turnedAway;

	Routes(EstablishmentDirectory directory, ConsoleAddresses console, PlatformHost platform, EspaceVisit espaces,
			Logout logout, SingleLogout singleLogout, LinkFlow links, List<ProtocolAddresses> protocols, OwnFiles files,
			TurnedAway turnedAway) {
		this.directory = directory;
		this.console = console;
		this.platform = platform;
		this.espaces = espaces;
		this.logout = logout;
		this.singleLogout = singleLogout;
		this.links = links;
		this.protocols = List.copyOf(protocols);
		this.files = files;
		this.turnedAway = turnedAway;
	}

	/** The establishment that has this host; null if none has it. */
	@Nullable Establishment establishment(String authority) {
		return (this.console.own(authority) || this.platform.own(authority)) ? null : this.directory.byHost(authority);
	}

	/**
	 * Decides on a request.
	 * @param authority the host that was asked for
	 * @param establishment the one that has this host; null if none has it
	 */
	Outcome route(VisitorRequest request, String authority, @Nullable Establishment establishment) {
		String path = request.path().decoded();
		if (ControlPlane.owns(path) && this.console.answers(authority, path, establishment)) {
			return new ToServlets();
		}
		if (establishment == null && this.platform.own(authority)) {
			Optional<CompletionStage<Answer>> answer = this.platform.answer(request);
			if (answer.isPresent()) {
				return Outcome.later(answer.get());
			}
		}
		if (establishment == null) {
			return new Answered((path.equals("/") && this.console.own(authority)) ? Answer.redirect(302, "/console/")
					: this.turnedAway.unknownHost(request));
		}
		EspaceKey espace = espace(establishment, path);
		if (espace != null) {
			return this.espaces.handle(new Visit(request, establishment, establishment.espace(espace)));
		}
		if (request.method().equals("POST") && !path.startsWith(OwnFiles.ROOT)) {
			return new ListenFirst((body) -> this.singleLogout.hear(request, establishment, null, body),
					(again) -> elsewhere(again, establishment));
		}
		return elsewhere(request, establishment);
	}

	/** Answers a request whose target is ambiguous in any part. */
	Answer malformed(VisitorRequest request, String authority, @Nullable Establishment establishment) {
		if (establishment != null) {
			return this.turnedAway.malformed(request, establishment);
		}
		return this.console.own(authority) ? this.turnedAway.malformed(request) : this.turnedAway.unknownHost(request);
	}

	/** Answers a request on which the gateway failed. */
	Answer failed(VisitorRequest request, Establishment establishment, Throwable failure) {
		EspaceKey espace = espace(establishment, request.path().decoded());
		return this.turnedAway.failed(request, establishment, espace, failure);
	}

	private static @Nullable EspaceKey espace(Establishment establishment, String path) {
		return isLogout(establishment, path) ? null : establishment.paths().espace(path);
	}

	private static boolean isLogout(Establishment establishment, String path) {
		return path.endsWith(Logout.PAGE) && path.equals(establishment.basePath() + Logout.PAGE);
	}

	/** Decides on a path that no Espace owns. */
	private Outcome elsewhere(VisitorRequest request, Establishment establishment) {
		String path = request.path().decoded();
		if (isLogout(establishment, path)) {
			return Outcome.later(this.logout.handle(request, establishment));
		}
		if (path.startsWith(LinkFlow.PATH)) {
			return Outcome.later(this.links.handle(request, establishment));
		}
		if (path.startsWith(OwnFiles.ROOT)) {
			for (ProtocolAddresses addresses : this.protocols) {
				if (addresses.owns(path)) {
					return Outcome.later(addresses.handle(request, establishment));
				}
			}
			return new Answered(
					this.files.find(path).orElseGet(() -> this.turnedAway.unknownPath(request, establishment)));
		}
		if (path.equals("/") || path.equals(establishment.basePath())) {
			String query = request.query();
			return new Answered(Answer.redirect(302, establishment.home() + ((query != null) ? "?" + query : "")));
		}
		return establishment.paths().isPublic(path) ? this.espaces.publicPath(request, establishment)
				: new Answered(this.turnedAway.unknownPath(request, establishment));
	}

}
