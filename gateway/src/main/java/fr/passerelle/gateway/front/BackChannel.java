package fr.passerelle.gateway.front;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.logout.LogoutPreamble;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Hears an ENT's logout message at any address of an establishment: a CAS server posts it
 * to the page that the ticket was for, to the one address that its administrator noted
 * for the service, or to the last that it knows. Every other body goes on untouched.
 */
final class BackChannel {

	/** No logout message is longer, in bytes. */
	static final int MAX_MESSAGE = 64 * 1024;

	private final LoginFlow login;

	private final Sessions sessions;

	private final AuditTrail audit;

	private final Clock clock;

	BackChannel(LoginFlow login, Sessions sessions, AuditTrail audit, Clock clock) {
		this.login = login;
		this.sessions = sessions;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Answers a logout message; hands on whatever else was posted.
	 * @param visitor the request, without a session where it goes
	 * @param establishment whose
	 * @param espace the Espace posted to; null where the address is nobody's
	 * @param request the same, its body not read yet
	 * @param response to the ENT
	 * @param callback completed when the ENT has its answer
	 * @param next takes all other requests
	 */
	void listen(JettyVisitorRequest visitor, Establishment establishment, @Nullable EspaceKey espace, Request request,
			Response response, Callback callback, Next next) {
		new Listening(visitor, establishment, espace, request, response, callback, next).begin();
	}

	/**
	 * Ends what the tickets opened. Answered alike whether that was anything: the ENT
	 * does not care, and a stranger learns nothing.
	 */
	private Answer end(VisitorRequest visitor, Establishment establishment, @Nullable EspaceKey espace,
			List<ServiceTicket> tickets) {
		for (ServiceTicket ticket : tickets) {
			for (GatewaySession session : this.sessions.endByTicket(establishment.uai(), espace, ticket.value())) {
				this.audit.record(new AuditEntry(this.clock.instant(), AuditType.SINGLE_LOGOUT, null,
						establishment.uai(), session.espace().key(), session.delegation(), session.visitor().user(),
						visitor.clientAddress(), null, null));
			}
		}
		return Answer.empty(200);
	}

	/** Where a request goes that is no logout message. */
	interface Next {

		void take(JettyVisitorRequest visitor, Request request);

	}

	/** One body, while it arrives. */
	private final class Listening {

		private final JettyVisitorRequest visitor;

		private final Establishment establishment;

		private final @Nullable EspaceKey espace;

		private final Request request;

		private final Response response;

		private final Callback callback;

		private final Next next;

		private final ByteArrayOutputStream arrived = new ByteArrayOutputStream(512);

		private LogoutPreamble.Look look = LogoutPreamble.Look.UNDECIDED;

		private int lookAt = 1;

		private Scheduler.@Nullable Task deadline;

		private Listening(JettyVisitorRequest visitor, Establishment establishment, @Nullable EspaceKey espace,
				Request request, Response response, Callback callback, Next next) {
			this.visitor = visitor;
			this.establishment = establishment;
			this.espace = espace;
			this.request = request;
			this.response = response;
			this.callback = callback;
			this.next = next;
		}

		/** A byte now and then would keep the connection for ever. */
		private void begin() {
			this.deadline = this.request.getComponents()
				.getScheduler()
				.schedule(() -> this.request.fail(new TimeoutException("the body does not come")),
						this.visitor.patience().toMillis(), TimeUnit.MILLISECONDS);
			read();
		}

		private void read() {
			while (true) {
				Content.Chunk chunk = this.request.read();
				if (chunk == null) {
					this.request.demand(this::read);
					return;
				}
				if (Content.Chunk.isFailure(chunk)) {
					broken(chunk.getFailure());
					return;
				}
				take(chunk);
				boolean last = chunk.isLast();
				chunk.release();
				if (last || isOver()) {
					finish(last);
					return;
				}
			}
		}

		private void cancelDeadline() {
			if (this.deadline != null) {
				this.deadline.cancel();
			}
		}

		private void broken(Throwable failure) {
			cancelDeadline();
			if (failure instanceof TimeoutException) {
				Response.writeError(this.request, this.response, this.callback, HttpStatus.REQUEST_TIMEOUT_408);
			}
			else {
				this.callback.failed(failure);
			}
		}

		private void take(Content.Chunk chunk) {
			byte[] bytes = new byte[chunk.remaining()];
			chunk.getByteBuffer().get(bytes);
			this.arrived.writeBytes(bytes);
			if (this.look == LogoutPreamble.Look.UNDECIDED && (chunk.isLast() || this.arrived.size() >= this.lookAt)) {
				this.look = LogoutPreamble.look(this.arrived.toByteArray(), this.arrived.size());
				// A stranger who sends single bytes is not looked at again for each.
				this.lookAt = 2 * this.arrived.size();
			}
		}

		private boolean isOver() {
			return this.look == LogoutPreamble.Look.OTHER || this.arrived.size() > MAX_MESSAGE;
		}

		private void finish(boolean whole) {
			cancelDeadline();
			byte[] body = this.arrived.toByteArray();
			if (whole && this.look == LogoutPreamble.Look.MESSAGE && body.length <= MAX_MESSAGE) {
				String type = this.visitor.header("Content-Type");
				List<ServiceTicket> tickets = BackChannel.this.login.readLogout((type != null) ? type : "", body);
				if (!tickets.isEmpty()) {
					Answers.write(end(this.visitor, this.establishment, this.espace, tickets), this.request,
							this.response, this.callback);
					return;
				}
			}
			Request again = new ReplayedRequest(this.request, ByteBuffer.wrap(body), whole);
			this.next.take(this.visitor.over(again), again);
		}

	}

}
