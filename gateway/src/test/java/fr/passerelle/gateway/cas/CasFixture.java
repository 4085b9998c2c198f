package fr.passerelle.gateway.cas;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.util.unit.DataSize;

/**
 * Delegations and protocols for the tests of this package.
 */
final class CasFixture {

	static final String SUCCESS = "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationSuccess>"
			+ "<cas:user>lea.martin</cas:user></cas:authenticationSuccess></cas:serviceResponse>";

	static final ServiceTicket TICKET = new ServiceTicket("ST-1-canary");

	private CasFixture() {
	}

	static CasProtocol protocol(Duration timeout) {
		return protocol(timeout, 8);
	}

	static CasProtocol protocol(Duration timeout, int maxConcurrent) {
		return protocol(timeout, maxConcurrent, (observation) -> {
		});
	}

	static CasProtocol protocol(Duration timeout, int maxConcurrent, Consumer<Observation> observer) {
		return protocol(timeout, maxConcurrent, observer, Corpus.CLOCK);
	}

	static CasProtocol protocol(Duration timeout, int maxConcurrent, Consumer<Observation> observer, Clock clock) {
		return protocol(timeout, maxConcurrent, 0, observer, clock);
	}

	static CasProtocol protocol(Duration timeout, int maxConcurrent, int maxWaiting, Consumer<Observation> observer,
			Clock clock) {
		PasserelleSettings.Ent bounds = new PasserelleSettings.Ent(Duration.ofSeconds(2), timeout, maxConcurrent,
				maxWaiting, DataSize.ofKilobytes(64));
		return new CasProtocol(new EntClients(bounds, Destinations.anywhere(), clock), bounds, clock, observer);
	}

	static Delegation delegation(Validation validation, URI validationUrl) {
		return delegation(validation, validationUrl, List.of());
	}

	static Delegation delegation(Validation validation, URI validationUrl, List<X509Certificate> trusted) {
		return delegation(new Cas(URI.create("https://ent.example.fr/cas/login"), validationUrl,
				URI.create("https://ent.example.fr/cas/logout"), validation, false, trusted));
	}

	static Delegation delegation(Cas cas) {
		List<String> none = List.of();
		return new Delegation("ent", "ENT", true, null, cas,
				new AttributeNames(none, none, none, none, none, none, none), List.of(), false);
	}

	static CompletableFuture<DelegationOutcome> validate(CasProtocol protocol, Delegation delegation) {
		return protocol.complete(delegation, Corpus.SERVICE, TICKET).toCompletableFuture();
	}

	/** Waits for the outcome; in the words of the corpora's index. */
	static String outcome(CasProtocol protocol, Delegation delegation) {
		return Corpus.words(validate(protocol, delegation).join());
	}

}
