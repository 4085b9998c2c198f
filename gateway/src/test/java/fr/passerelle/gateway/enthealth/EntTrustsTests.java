package fr.passerelle.gateway.enthealth;

import java.util.List;
import java.util.Objects;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which source knows which delegation's provider. */
class EntTrustsTests {

	@Test
	void aDelegationIsKnownByTheSourceOfItsProtocol() {
		Delegation cas = TestEstablishments.delegation("cas");
		EntTrust.Provider provider = Objects.requireNonNull(
				new EntTrusts(List.of(new Known(Protocol.SAML2), new Known(Protocol.CAS)), List.of()).provider(cas));
		assertThat(provider.entityId()).isEqualTo("CAS");
		assertThat(new EntTrusts(List.of(new Known(Protocol.SAML2)), List.of()).provider(cas)).isNull();
	}

	@Test
	void aDelegationHasTheKeysOfItsProtocol() {
		Delegation cas = TestEstablishments.delegation("cas");
		EntKeys keys = new Keys(Protocol.CAS);
		assertThat(new EntTrusts(List.of(), List.of(new Keys(Protocol.SAML2), keys)).keys(cas)).isSameAs(keys);
		assertThat(new EntTrusts(List.of(), List.of(new Keys(Protocol.SAML2))).keys(cas)).isNull();
	}

	private record Known(Protocol protocol) implements EntTrust {

		@Override
		public Provider provider(Delegation delegation) {
			return new Provider(this.protocol.name(), null, null, null, null, List.of());
		}

		@Override
		public @Nullable Probed probed(Delegation delegation) {
			return null;
		}

	}

	private record Keys(Protocol protocol) implements EntKeys {

		@Override
		public List<OwnKey> of(Uai uai) {
			return List.of();
		}

		@Override
		public boolean change(Uai uai, Actor actor) {
			return false;
		}

		@Override
		public List<OwnKey> ofPlatform() {
			return List.of();
		}

		@Override
		public boolean changePlatform(Actor actor) {
			return false;
		}

	}

}
