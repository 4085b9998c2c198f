package fr.passerelle.gateway.enthealth;

import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which source knows which delegation's provider. */
class EntTrustsTests {

	@Test
	void aDelegationIsKnownByTheSourceOfItsProtocol() {
		Delegation cas = TestEstablishments.delegation("cas");
		EntTrust trust = new Known(Protocol.CAS);
		assertThat(new EntTrusts(List.of(new Known(Protocol.SAML2), trust)).of(cas)).isSameAs(trust);
		assertThat(new EntTrusts(List.of(new Known(Protocol.SAML2))).of(cas)).isNull();
	}

	@Test
	void aSourceWithoutKeysChangesNone() {
		EntTrust trust = new Known(Protocol.CAS);
		assertThat(trust.hasKeys()).isFalse();
		assertThat(trust.keys(new Uai("0330001A"))).isEmpty();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> trust.changeKeys(new Uai("0330001A"), new Actor("admin", "203.0.113.7")));
	}

	private record Known(Protocol protocol) implements EntTrust {

		@Override
		public @Nullable Provider provider(Delegation delegation) {
			return null;
		}

	}

}
