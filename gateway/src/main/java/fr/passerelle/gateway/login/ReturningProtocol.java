package fr.passerelle.gateway.login;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A protocol whose proof comes back to an address of the gateway's own below
 * {@code /.passerelle/}, by POST or GET, and names the login that it belongs to.
 */
public interface ReturningProtocol extends DelegationProtocol {

	/** The path that it comes back to, e.g. {@code /.passerelle/saml2/acs}. */
	String returnPath();

	/** Whether the proof comes as a posted form; otherwise in the query of a GET. */
	boolean returnsByPost();

	/**
	 * Answers a GET at the return path of a protocol that returns by POST. It opens and
	 * ends no session.
	 * @return null where it means nothing: it ends on a page
	 */
	default @Nullable Answer otherwise(LoginReturn message) {
		return null;
	}

	/**
	 * Which login a return claims to belong to.
	 * @return the handle as it was given to {@link #begin}; null where it names none
	 */
	@Nullable String handle(ReturnedFields back);

	/**
	 * Judges the proof. It reads nothing that is not proven, and remembers nothing: the
	 * login flow makes a login count once.
	 * @param delegation that the login was begun with
	 * @param handle of that login: a proof for another login is refused
	 * @param begunAt when that login began: where people must sign in anew, they did it
	 * since
	 * @param back what came
	 * @return the outcome within the ENT's time; never fails exceptionally. Who is
	 * authenticated comes with the session at the ENT
	 */
	CompletionStage<DelegationOutcome> complete(Delegation delegation, String handle, Instant begunAt,
			LoginReturn back);

}
