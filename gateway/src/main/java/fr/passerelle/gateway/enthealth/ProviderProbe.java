package fr.passerelle.gateway.enthealth;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.enthealth.EntTrust.Probed;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * The probe of providers that validate no tickets. Their metadata, or what discovery told
 * of them, has to be good; then the server is asked for that document, or for the page to
 * which browsers are sent.
 */
final class ProviderProbe {

	private static final int OK = 200;

	/**
	 * What a sign-in page does not answer. It may answer 400 or 500 where a request is
	 * missing, as Shibboleth does.
	 */
	private static final Set<Integer> NO_PAGE = Set.of(404, 410, 502, 503, 504);

	private static final DelegationOutcome ANSWERS = new DelegationOutcome.Refused("PROBE");

	private final EntTrusts trusts;

	private final EntReach reach;

	private final Clock clock;

	ProviderProbe(EntTrusts trusts, EntReach reach, Clock clock) {
		this.trusts = trusts;
		this.reach = reach;
		this.clock = clock;
	}

	/** Whether there is something to ask. Before the first reading there is not. */
	boolean isPossible(Delegation delegation) {
		EntTrust.Provider provider = this.trusts.provider(delegation);
		return provider != null && this.trusts.probed(delegation) != null
				&& (provider.entityId() != null || provider.problem() != null);
	}

	/** Asks; a refusal means that the provider answers. */
	CompletionStage<DelegationOutcome> ask(Delegation delegation) {
		EntTrust.Provider provider = this.trusts.provider(delegation);
		Probed probed = this.trusts.probed(delegation);
		if (provider == null || probed == null) {
			return CompletableFuture.completedFuture(new Unavailable(Cause.INVALID, "There is nothing to ask."));
		}
		if (!provider.isUsable(this.clock.instant())) {
			String problem = provider.problem();
			return CompletableFuture.completedFuture(new Unavailable(Cause.INVALID,
					(problem != null) ? problem : "The provider's metadata is past its end."));
		}
		return this.reach.status(probed.address(), delegation.signOn().trustedCertificates())
			.thenApply((status) -> outcome(probed, status))
			.exceptionally(ProviderProbe::failed);
	}

	private static DelegationOutcome outcome(Probed probed, int status) {
		boolean answers = probed.isDocument() ? status == OK : !NO_PAGE.contains(status);
		return answers ? ANSWERS
				: new Unavailable(Cause.INVALID,
						(probed.isDocument() ? "The provider's document is answered with status "
								: "The provider's sign-in page is answered with status ") + status + ".");
	}

	private static DelegationOutcome failed(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof ValidationFailedException why) ? new Unavailable(why.kind(), why.detail())
				: new Unavailable(Cause.UNREACHABLE, "The provider's server could not be called.");
	}

}
