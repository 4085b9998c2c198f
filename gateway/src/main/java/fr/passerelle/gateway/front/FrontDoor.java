package fr.passerelle.gateway.front;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.AskedHost;
import fr.passerelle.gateway.http.MalformedPathException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.proxy.DrainedRequest;
import fr.passerelle.gateway.proxy.ReverseProxy;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.ResponseHttpFields;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Every request comes in here, before any servlet. {@link Routes} decides on it, then the
 * administrators' side ({@code /console}, {@code /api}, {@code /actuator}) goes on to the
 * servlets behind; all other requests are a visitor's, and {@link Reply} carries out what
 * was decided. Both classes and the parts that read a body are the only ones on the way
 * of a visitor's request that know the server's request and response.
 *
 * <pre>
 * request ─► host, path ─► {@link Routes} ─► {@link Outcome} ─► {@link Reply} ─► answer or application
 *                                   └─────────────────────► servlets
 * </pre>
 */
public final class FrontDoor extends Handler.Wrapper {

	private static final RequestPath NOWHERE = new RequestPath("/", "/", "/");

	private final Origin origin;

	private final @Nullable HttpField transportSecurity;

	private final Routes routes;

	private final ReverseProxy proxy;

	private final PasserelleSettings.Proxy bounds;

	private final Held.Room room = new Held.Room(new KeptBytes(HeapShare.LONG_HEADS.bytes()),
			new KeptBytes(HeapShare.READ_BODIES.bytes()));

	FrontDoor(Origin origin, Duration hsts, Routes routes, ReverseProxy proxy, PasserelleSettings.Proxy bounds) {
		this.origin = origin;
		this.transportSecurity = hsts.isZero() ? null : new ResponseHttpFields.PersistentPreEncodedHttpField(
				HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=" + hsts.toSeconds());
		this.routes = routes;
		this.proxy = proxy;
		this.bounds = bounds;
	}

	/**
	 * No visitor's request blocks a thread here, and an administrator's goes on to other
	 * threads, so that the thread that reads a request also decides on it.
	 */
	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		DrainedRequest drained = new DrainedRequest(request, this.bounds);
		Held held = Held.of(request, this.room);
		return enter(drained, response, drained.before(held.fits() ? new Released(callback, held) : callback), held);
	}

	private boolean enter(Request request, Response response, Callback callback, Held held) throws Exception {
		RequestPath path = path(request);
		String authority = this.origin.authority(request);
		Establishment establishment = this.routes.establishment(authority);
		boolean secure = this.origin.isSecure(request) || (establishment != null && establishment.isSecure());
		if (!held.fits() && (path == null || !ControlPlane.owns(path.decoded()))) {
			response.getHeaders().put(Reply.RETRY_SOON);
			Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
			return true;
		}
		if (secure && this.transportSecurity != null) {
			response.getHeaders().put(this.transportSecurity);
		}
		JettyVisitorRequest visitor = new JettyVisitorRequest(request, (path != null) ? path : NOWHERE,
				this.origin.clientAddress(request), this.bounds.drainTime(), held);
		Reply reply = new Reply(this.proxy, this.routes, establishment, visitor, response, callback);
		Outcome outcome;
		try {
			outcome = (path != null) ? this.routes.route(visitor, authority, establishment)
					: new Outcome.Answered(this.routes.malformed(visitor, authority, establishment));
		}
		catch (RuntimeException ex) {
			reply.fail(ex);
			return true;
		}
		if (outcome instanceof Outcome.ToServlets) {
			request.setAttribute(AskedHost.ATTRIBUTE, authority);
			return super.handle(new ControlRequest(request, visitor.path(), secure), response, callback);
		}
		reply.carryOut(outcome);
		return true;
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
	 * TRACE echoes cookies and CONNECT opens tunnels: neither has a use here. Of HEAD,
	 * only this spelling passes: an application tells methods apart by letter case, and
	 * not every program in between does, so that they would disagree on where the answer
	 * ends.
	 */
	private static boolean method(String method) {
		return isToken(method) && !method.equalsIgnoreCase("TRACE") && !method.equalsIgnoreCase("CONNECT")
				&& (!method.equalsIgnoreCase("HEAD") || method.equals("HEAD"));
	}

	/** The server's parser accepts any visible character as the first one of a method. */
	private static boolean isToken(String method) {
		char first = method.charAt(0);
		return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')
				|| "!#$%&'*+-.^_`|~".indexOf(first) >= 0;
	}

	/**
	 * The server decodes chunked bodies only, and HTTP/1.0 has no transfer coding: a body
	 * in any other coding would reach an application that cannot know it (RFC 9112 §6.1).
	 */
	private static boolean isFramedPlainly(Request request) {
		List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
		return codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
				&& request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0);
	}

	/** Gives a request's heap back at its end. */
	private static final class Released extends Callback.Nested {

		private final Held held;

		Released(Callback callback, Held held) {
			super(callback);
			this.held = held;
		}

		@Override
		public void succeeded() {
			this.held.end();
			super.succeeded();
		}

		@Override
		public void failed(Throwable failure) {
			this.held.end();
			super.failed(failure);
		}

	}

	/**
	 * A request as the administrators' side gets it. Its path has the one form that was
	 * decided on, since some raw paths are no URI and the framework makes a URI of each.
	 * It is secure if a declared proxy received it over TLS, so that the console's cookie
	 * is {@code Secure} as it would be without the proxy.
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
