package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.network.ForbiddenDestinationException;
import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence why an exchange failed. Library messages stay behind: they quote the
 * address, and the address holds the ticket.
 */
final class TransportFailure {

	/** Longest chain of causes that is looked at. */
	private static final int MAX_CAUSES = 16;

	private TransportFailure() {
	}

	/**
	 * Names a failure.
	 * @param failure what the client says
	 * @param begun whether an answer had begun
	 */
	static ValidationFailedException of(Throwable failure, boolean begun) {
		ValidationFailedException own = find(failure, ValidationFailedException.class);
		if (own != null) {
			return own;
		}
		// A connect time-out: nothing was ever reached.
		if (find(failure, SocketTimeoutException.class) != null) {
			return ValidationFailedException.unreachable("The ENT's server does not take the connection in time.");
		}
		if (find(failure, TimeoutException.class) != null) {
			return new ValidationFailedException(Cause.TIMEOUT, "The ENT does not answer in time.");
		}
		if (find(failure, SSLException.class) != null || find(failure, CertificateException.class) != null) {
			return tls(failure);
		}
		if (find(failure, UnknownHostException.class) != null) {
			return ValidationFailedException.unreachable("The name of the ENT's server is not known.");
		}
		if (find(failure, ForbiddenDestinationException.class) != null) {
			return ValidationFailedException
				.unreachable("The address of the ENT's server is one that the gateway does not connect to.");
		}
		if (begun) {
			return ValidationFailedException.invalid("The ENT's answer breaks off or is not HTTP.");
		}
		return ValidationFailedException.unreachable((find(failure, IOException.class) != null)
				? "The ENT's server refuses or drops the connection." : "The ENT's server could not be called.");
	}

	private static ValidationFailedException tls(Throwable failure) {
		if (find(failure, CertificateExpiredException.class) != null
				|| find(failure, CertificateNotYetValidException.class) != null) {
			return ValidationFailedException.unreachable("The certificate of the ENT's server is not valid today.");
		}
		if (find(failure, CertPathBuilderException.class) != null
				|| find(failure, CertPathValidatorException.class) != null) {
			return ValidationFailedException
				.unreachable("The certificate of the ENT's server is not issued by a trusted authority.");
		}
		if (find(failure, CertificateException.class) != null) {
			return ValidationFailedException.unreachable("The certificate of the ENT's server bears another name.");
		}
		return ValidationFailedException.unreachable("No TLS connection to the ENT's server can be made.");
	}

	/** Whether a failure is, or comes from, one of this kind. */
	static boolean has(Throwable failure, Class<? extends Throwable> type) {
		return find(failure, type) != null;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		Throwable current = failure;
		for (int i = 0; i < MAX_CAUSES && current != null; i++) {
			if (type.isInstance(current)) {
				return type.cast(current);
			}
			current = current.getCause();
		}
		return null;
	}

}
