package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import fr.passerelle.gateway.diagnosis.EntLine.Greeting;
import fr.passerelle.gateway.diagnosis.EntLine.TlsFault;
import org.jspecify.annotations.Nullable;

/**
 * One TLS handshake with the trust that a validation has, which remembers what the server
 * showed even where it is refused. Nothing is sent over the connection.
 */
final class TlsTrial {

	private final List<X509Certificate> trusted;

	TlsTrial(List<X509Certificate> trusted) {
		this.trusted = List.copyOf(trusted);
	}

	/**
	 * Makes the connection.
	 * @throws IOException if no handshake came about in time or at all
	 */
	Greeting greet(InetSocketAddress address, String host, Duration within) throws IOException {
		Remembering remembering = new Remembering(manager());
		AtomicBoolean late = new AtomicBoolean();
		try (Socket plain = new Socket()) {
			// A read's own time-out begins anew with every byte.
			CompletableFuture<Void> guard = CompletableFuture.runAsync(() -> close(plain, late),
					CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS));
			try {
				plain.connect(address, Math.toIntExact(within.toMillis()));
				return shake(plain, host, address.getPort(), remembering);
			}
			finally {
				guard.cancel(false);
			}
		}
		catch (SSLException ex) {
			if (late.get()) {
				throw new SocketTimeoutException("handshake");
			}
			return new Greeting("", remembering.chain(), fault(ex));
		}
		catch (IOException ex) {
			throw late.get() ? new SocketTimeoutException("handshake") : ex;
		}
	}

	private static Greeting shake(Socket plain, String host, int port, Remembering remembering) throws IOException {
		try (SSLSocket socket = (SSLSocket) context(remembering).getSocketFactory()
			.createSocket(plain, host, port, true)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			return new Greeting(socket.getSession().getProtocol(), remembering.chain(), null);
		}
	}

	private X509ExtendedTrustManager manager() {
		try {
			for (TrustManager manager : TrustedAuthorities.managers(this.trusted)) {
				if (manager instanceof X509ExtendedTrustManager extended) {
					return extended;
				}
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("certificates that no store takes", ex);
		}
		throw new IllegalStateException("a platform without trust managers for TLS");
	}

	private static SSLContext context(Remembering remembering) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { remembering }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has TLS", ex);
		}
	}

	private static void close(Socket socket, AtomicBoolean late) {
		late.set(true);
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is closed then.
		}
	}

	private static TlsFault fault(SSLException failure) {
		if (TransportFailure.has(failure, CertificateExpiredException.class)) {
			return TlsFault.EXPIRED;
		}
		if (TransportFailure.has(failure, CertificateNotYetValidException.class)) {
			return TlsFault.NOT_YET_VALID;
		}
		if (TransportFailure.has(failure, CertPathBuilderException.class)
				|| TransportFailure.has(failure, CertPathValidatorException.class)) {
			return TlsFault.UNTRUSTED;
		}
		if (TransportFailure.has(failure, CertificateException.class)) {
			return TlsFault.OTHER_NAME;
		}
		// The platform has no type for it.
		boolean plain = String.valueOf(failure.getMessage()).contains("unrecognized SSL message");
		return plain ? TlsFault.NOT_SPOKEN : TlsFault.REFUSED;
	}

	/** Decides as the one that it asks, and keeps the chain. */
	private static final class Remembering extends X509ExtendedTrustManager {

		private final X509ExtendedTrustManager asked;

		private volatile List<X509Certificate> chain = List.of();

		Remembering(X509ExtendedTrustManager asked) {
			this.asked = asked;
		}

		List<X509Certificate> chain() {
			return this.chain;
		}

		@Override
		public void checkServerTrusted(X509Certificate[] sent, String type, @Nullable Socket socket)
				throws CertificateException {
			this.chain = List.of(sent);
			this.asked.checkServerTrusted(sent, type, socket);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] sent, String type, @Nullable SSLEngine engine)
				throws CertificateException {
			this.chain = List.of(sent);
			this.asked.checkServerTrusted(sent, type, engine);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] sent, String type) throws CertificateException {
			this.chain = List.of(sent);
			this.asked.checkServerTrusted(sent, type);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] sent, String type, @Nullable Socket socket)
				throws CertificateException {
			throw new CertificateException("no client signs in here");
		}

		@Override
		public void checkClientTrusted(X509Certificate[] sent, String type, @Nullable SSLEngine engine)
				throws CertificateException {
			throw new CertificateException("no client signs in here");
		}

		@Override
		public void checkClientTrusted(X509Certificate[] sent, String type) throws CertificateException {
			throw new CertificateException("no client signs in here");
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return this.asked.getAcceptedIssuers();
		}

	}

}
