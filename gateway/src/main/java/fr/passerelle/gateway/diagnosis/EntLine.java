package fr.passerelle.gateway.diagnosis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ServiceTicket;
import org.jspecify.annotations.Nullable;

/**
 * The connection to an ENT, tried one part at a time. Every call ends within its time; it
 * follows no redirects and keeps no cookies.
 */
public interface EntLine {

	/** The same line for an administrator who may not look into networks. */
	EntLine outsideOnly();

	/** The addresses of an address's host that may be connected to. */
	List<InetAddress> lookup(URI address, Duration within) throws LineException;

	/**
	 * The proxy that a validation at this address goes through, which then looks up the
	 * name; null where it goes there itself.
	 */
	default @Nullable String proxy(URI address) {
		return null;
	}

	/** Opens a connection and closes it again. */
	void connect(InetSocketAddress address, Duration within) throws LineException;

	/**
	 * Makes a TLS connection as a validation would, and looks at what the server shows
	 * even where it is not to be trusted.
	 * @param address where
	 * @param host the name that the certificate must bear
	 * @param trusted authorities beside the platform's
	 * @param within the time for all of it
	 */
	Greeting secure(InetSocketAddress address, String host, List<X509Certificate> trusted, Duration within)
			throws LineException;

	/** GETs a page. */
	Page get(URI address, List<X509Certificate> trusted, Duration within) throws LineException;

	/**
	 * GETs a document that a login would read.
	 * @param address where
	 * @param trusted authorities beside the platform's
	 * @param max the most bytes
	 * @param within the time for all of it
	 */
	Document document(URI address, List<X509Certificate> trusted, int max, Duration within) throws LineException;

	/**
	 * Makes a call that a login would make to its provider.
	 * @param call what to send
	 * @param trusted authorities beside the platform's
	 * @param max the most bytes of the answer
	 * @param within the time for all of it
	 */
	Document call(ProviderCall call, List<X509Certificate> trusted, int max, Duration within) throws LineException;

	/** The login link that a browser would be sent to. */
	URI login(Cas cas, String service);

	/** Validates a ticket, as a login would, and keeps what was answered. */
	Validated validate(Cas cas, String service, ServiceTicket ticket, Duration within) throws LineException;

	/**
	 * What a server shows of itself.
	 *
	 * @param protocol agreed upon; empty where the connection was not made
	 * @param chain as sent, the server's own certificate first; empty where none was
	 * @param failure why the connection was not made; null where it was
	 */
	record Greeting(String protocol, List<X509Certificate> chain, @Nullable TlsFault failure) {

		public Greeting {
			chain = List.copyOf(chain);
		}

	}

	/** Why a TLS connection is not made. */
	enum TlsFault {

		EXPIRED, NOT_YET_VALID, UNTRUSTED, OTHER_NAME, NOT_SPOKEN, REFUSED

	}

	/**
	 * An HTTP answer, its body cut at a bound.
	 *
	 * @param status its status
	 * @param location its {@code Location}; empty if absent
	 * @param contentType its {@code Content-Type}; empty if absent
	 * @param date its {@code Date}, where it has one that can be read
	 * @param text the body as text, each byte a character where no charset is named
	 * @param cut whether the body went on
	 * @param asked when the question was sent
	 * @param took until the answer's end
	 */
	record Page(int status, String location, String contentType, @Nullable Instant date, String text, boolean cut,
			Instant asked, Duration took) {

		/** Leaves the body out, since it may hold personal data. */
		@Override
		public String toString() {
			return "Page[" + this.status + "]";
		}

	}

	/** An HTTP answer with its bytes. */
	final class Document {

		private final Page page;

		private final byte[] bytes;

		public Document(Page page, byte[] bytes) {
			this.page = page;
			this.bytes = bytes;
		}

		/** The answer without its bytes. */
		public Page page() {
			return this.page;
		}

		/** The body, cut where the page says so. */
		public byte[] bytes() {
			return this.bytes;
		}

	}

	/**
	 * An answer to a validation.
	 *
	 * @param page as sent
	 * @param outcome what the dialect reads in it; null where it cannot be read
	 * @param issued the time that the answer itself bears (SAML 1.1)
	 */
	record Validated(Page page, @Nullable DelegationOutcome outcome, @Nullable Instant issued) {
	}

	/** Why there is no answer. */
	enum Fault {

		UNKNOWN_NAME, FORBIDDEN, INSIDE, REFUSED, UNROUTABLE, TIMEOUT, BROKEN_OFF, UNREACHABLE

	}

	/**
	 * The ENT gave no answer. The message holds nothing of what was sent.
	 */
	final class LineException extends Exception {

		private static final long serialVersionUID = 1L;

		private final Fault fault;

		public LineException(Fault fault) {
			super(fault.name(), null, false, false);
			this.fault = fault;
		}

		public Fault fault() {
			return this.fault;
		}

	}

}
