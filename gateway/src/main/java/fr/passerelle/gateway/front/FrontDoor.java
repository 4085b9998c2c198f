package fr.passerelle.gateway.front;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.AskedHost;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.MalformedPathException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LinkFlow;
import fr.passerelle.gateway.login.TicketCallback;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.proxy.DrainedRequest;
import fr.passerelle.gateway.proxy.SigningKeys;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.ResponseHttpFields;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Every request comes in here, before any servlet: path, host, then whose path it is. The
 * administrators' side ({@code /console}, {@code /api}, {@code /actuator}) goes on to the
 * servlets behind; all else is a visitor's and is answered on this side.
 *
 * <pre>
 * request ─► host → Establishment ─► path → Espace ─► {@link EspaceVisit}
 *              421                    404 / 400
 * </pre>
 */
public final class FrontDoor extends Handler.Wrapper {

	private static final String OWN = "/.passerelle/";

	private final EstablishmentDirectory directory;

	private final Origin origin;

	private final ConsoleAddresses console;

	private final @Nullable HttpField transportSecurity;

	private final EspaceVisit visit;

	private final BackChannel backChannel;

	private final Logout logout;

	private final LinkFlow links;

	private final Pages pages;

	private final Refusals refusals;

	private final SigningKeys keys;

	private final PasserelleSettings.Proxy bounds;

	FrontDoor(EstablishmentDirectory directory, Origin origin, ConsoleAddresses console, Duration hsts,
			EspaceVisit visit, BackChannel backChannel, Logout logout, LinkFlow links, Pages pages, Refusals refusals,
			SigningKeys keys, PasserelleSettings.Proxy bounds) {
		this.directory = directory;
		this.origin = origin;
		this.console = console;
		this.transportSecurity = hsts.isZero() ? null : new ResponseHttpFields.PersistentPreEncodedHttpField(
				HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=" + hsts.toSeconds());
		this.visit = visit;
		this.backChannel = backChannel;
		this.logout = logout;
		this.links = links;
		this.pages = pages;
		this.refusals = refusals;
		this.keys = keys;
		this.bounds = bounds;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		DrainedRequest drained = new DrainedRequest(request, this.bounds);
		return enter(drained, response, drained.before(callback));
	}

	private boolean enter(Request request, Response response, Callback callback) throws Exception {
		RequestPath path = path(request);
		String authority = this.origin.authority(request);
		boolean consoles = this.console.own(authority);
		Establishment establishment = consoles ? null : this.directory.byHost(authority);
		boolean secure = this.origin.isSecure(request) || (establishment != null && establishment.isSecure());
		if (secure && this.transportSecurity != null) {
			response.getHeaders().put(this.transportSecurity);
		}
		if (path != null && ControlPlane.owns(path.decoded())
				&& this.console.answers(authority, path.decoded(), establishment)) {
			request.setAttribute(AskedHost.ATTRIBUTE, authority);
			return super.handle(new ControlRequest(request, path, secure), response, callback);
		}
		JettyVisitorRequest visitor = new JettyVisitorRequest(request, (path != null) ? path : nowhere(),
				this.origin.clientAddress(request), this.bounds.drainTime());
		if (consoles && path != null && path.decoded().equals("/")) {
			Answers.write(Answer.redirect(302, "/console/"), request, response, callback);
		}
		else if (establishment == null) {
			boolean odd = consoles && path == null;
			ErrorCode code = odd ? ErrorCode.MALFORMED_REQUEST : ErrorCode.UNKNOWN_HOST;
			Answers.write(this.refusals.refuse(visitor, Refusal.of(code)), request, response, callback);
		}
		else if (path == null) {
			Answers.write(refuse(visitor, establishment, ErrorCode.MALFORMED_REQUEST), request, response, callback);
		}
		else {
			visit(visitor, establishment, request, response, callback);
		}
		return true;
	}

	/** Whatever breaks on the way is a page too. */
	private void visit(JettyVisitorRequest visitor, Establishment establishment, Request request, Response response,
			Callback callback) {
		try {
			route(visitor, establishment, request, response, callback);
		}
		catch (RuntimeException ex) {
			if (response.isCommitted()) {
				throw ex;
			}
			Answers.write(failed(visitor, establishment, ex), request, response, callback);
		}
	}

	private Answer failed(VisitorRequest visitor, Establishment establishment, Throwable failure) {
		return this.refusals.failed(visitor, Refusal.of(ErrorCode.INTERNAL_ERROR, establishment)
			.offering(Action.Kind.RETRY, establishment.publicUrl() + TicketCallback.targetOf(visitor)),
				failure);
	}

	private void route(JettyVisitorRequest visitor, Establishment establishment, Request request, Response response,
			Callback callback) {
		String path = visitor.path().decoded();
		EspaceKey espace = establishment.paths().espace(path);
		if (espace != null && !path.equals(establishment.basePath() + "/logout")) {
			this.visit.handle(visitor, establishment, establishment.espace(espace), request, response, callback);
		}
		else if (visitor.method().equals("POST") && !path.startsWith(OWN)) {
			this.backChannel.listen(visitor, establishment, null, request, response, callback,
					(same, again) -> routeElsewhere(same, establishment, again, response, callback));
		}
		else {
			routeElsewhere(visitor, establishment, request, response, callback);
		}
	}

	/** What no Espace owns. */
	private void routeElsewhere(VisitorRequest visitor, Establishment establishment, Request request, Response response,
			Callback callback) {
		String path = visitor.path().decoded();
		String base = establishment.basePath();
		if (path.equals(base + "/logout")) {
			logout(visitor, establishment, request, response, callback);
		}
		else if (path.startsWith(LinkFlow.PATH)) {
			Answers.write(this.links.handle(visitor, establishment),
					(failure) -> failed(visitor, establishment, failure), request, response, callback);
		}
		else if (path.startsWith(OWN)) {
			Answers.write(own(visitor, establishment, path), request, response, callback);
		}
		else if (path.equals("/") || path.equals(base)) {
			String query = visitor.query();
			Answers.write(
					Answer.redirect(302, establishment.publicUrl() + base + "/" + ((query != null) ? "?" + query : "")),
					request, response, callback);
		}
		else if (establishment.paths().isPublic(path)) {
			this.visit.publicPath(visitor, establishment, request, response, callback);
		}
		else {
			Answers.write(refuse(visitor, establishment, ErrorCode.UNKNOWN_PATH), request, response, callback);
		}
	}

	private void logout(VisitorRequest visitor, Establishment establishment, Request request, Response response,
			Callback callback) {
		if (visitor.method().equals("POST") && FormOrigin.isForeign(visitor, establishment.publicUrl())) {
			Answers.write(refuse(visitor, establishment, ErrorCode.LOGIN_EXPIRED), request, response, callback);
		}
		else if (visitor.method().equals("POST")) {
			boolean form = Form.isForm(visitor.header("Content-Type"));
			Answers.write(
					visitor.body(Forms.MAX_BODY)
						.exceptionally((tooLong) -> new byte[0])
						.thenApply((body) -> this.logout.end(visitor, establishment,
								Form.read(form ? body : new byte[0]))),
					(failure) -> failed(visitor, establishment, failure), request, response, callback);
		}
		else {
			Answers.write(this.logout.ask(visitor, establishment), request, response, callback);
		}
	}

	private Answer own(VisitorRequest visitor, Establishment establishment, String path) {
		if (path.equals(OWN + "jwks.json")) {
			return new Answer(200,
					List.of(Map.entry("Content-Type", "application/jwk-set+json"),
							Map.entry("Cache-Control", "public, max-age=300")),
					this.keys.jwks().getBytes(StandardCharsets.UTF_8));
		}
		Answer asset = path.startsWith(Pages.ASSETS) ? this.pages.asset(path) : null;
		return (asset != null) ? asset : refuse(visitor, establishment, ErrorCode.UNKNOWN_PATH);
	}

	private Answer refuse(VisitorRequest visitor, Establishment establishment, ErrorCode code) {
		return this.refusals.refuse(visitor, Refusal.of(code, establishment)
			.offering(Action.Kind.HOME, establishment.publicUrl() + establishment.basePath() + "/"));
	}

	/** The one path of the request; null where the target is ambiguous in any part. */
	private static @Nullable RequestPath path(Request request) {
		String raw = request.getHttpURI().getPath();
		String query = request.getHttpURI().getQuery();
		boolean visible = query == null || query.chars().allMatch((c) -> c > 0x20 && c < 0x7f);
		boolean odd = request.getHttpURI().getFragment() != null || request.getHttpURI().getUser() != null;
		if (raw == null || !visible || odd || !method(request.getMethod()) || !isFramedPlainly(request)) {
			return null;
		}
		try {
			return RequestPath.parse(raw);
		}
		catch (MalformedPathException ex) {
			return null;
		}
	}

	/**
	 * TRACE echoes cookies, CONNECT opens tunnels: neither has a use here. Where these
	 * and HEAD end depends on their method, and methods have a letter case for an
	 * application but not for everybody in between.
	 */
	private static boolean method(String method) {
		return isToken(method) && !method.equalsIgnoreCase("TRACE") && !method.equalsIgnoreCase("CONNECT")
				&& (!method.equalsIgnoreCase("HEAD") || method.equals("HEAD"));
	}

	/** The server's parser takes any visible character as the first one of a method. */
	private static boolean isToken(String method) {
		char first = method.charAt(0);
		return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')
				|| "!#$%&'*+-.^_`|~".indexOf(first) >= 0;
	}

	/**
	 * Chunked is the one coding that is undone here, and HTTP/1.0 has none: a body in any
	 * other would reach an application that cannot know it (RFC 9112 §6.1).
	 */
	private static boolean isFramedPlainly(Request request) {
		List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
		return codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
				&& request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0);
	}

	private static RequestPath nowhere() {
		return new RequestPath("/", "/", "/");
	}

	/**
	 * The administrators' side of a request: its path in the one form that was decided
	 * on, since some raw paths are no URI and the framework makes one of each; and secure
	 * where a declared proxy took it over TLS, since the console's cookie must be the
	 * browser's secret as it would be without the proxy.
	 */
	private static final class ControlRequest extends Request.Wrapper {

		private final HttpURI uri;

		private final boolean secure;

		ControlRequest(Request request, RequestPath path, boolean secure) {
			super(request);
			this.uri = HttpURI.build(request.getHttpURI()).path(path.canonical()).asImmutable();
			this.secure = secure;
		}

		@Override
		public HttpURI getHttpURI() {
			return this.uri;
		}

		@Override
		public boolean isSecure() {
			return this.secure || super.isSecure();
		}

	}

}
