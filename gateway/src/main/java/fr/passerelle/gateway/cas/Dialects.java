package fr.passerelle.gateway.cas;

import java.time.Clock;

import fr.passerelle.gateway.establishment.Validation;

/**
 * The dialect that each way of validation speaks.
 */
final class Dialects {

	private final Dialect plain = new PlainDialect();

	private final Dialect xml = new XmlDialect();

	private final SamlDialect saml;

	Dialects(Clock clock) {
		this.saml = new SamlDialect(clock);
	}

	Dialect of(Validation validation) {
		return switch (validation) {
			case CAS1 -> this.plain;
			case CAS2, CAS3 -> this.xml;
			case SAML1 -> this.saml;
		};
	}

	SamlDialect saml() {
		return this.saml;
	}

}
