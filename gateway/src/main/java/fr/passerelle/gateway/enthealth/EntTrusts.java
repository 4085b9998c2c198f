package fr.passerelle.gateway.enthealth;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What establishments and providers have told each other, by the protocol of the
 * delegation.
 */
public final class EntTrusts {

	private final Map<Protocol, EntTrust> providers = new EnumMap<>(Protocol.class);

	private final Map<Protocol, EntKeys> keys = new EnumMap<>(Protocol.class);

	/**
	 * Of these implementations, one for each protocol that needs one.
	 * @param trusts know providers
	 * @param keys know and change those of establishments
	 */
	public EntTrusts(List<? extends EntTrust> trusts, List<? extends EntKeys> keys) {
		trusts.forEach((trust) -> this.providers.put(trust.protocol(), trust));
		keys.forEach((one) -> this.keys.put(one.protocol(), one));
	}

	/** A delegation's provider; null where its protocol needs to know nothing of it. */
	public EntTrust.@Nullable Provider provider(Delegation delegation) {
		EntTrust trust = this.providers.get(delegation.signOn().protocol());
		return (trust != null) ? trust.provider(delegation) : null;
	}

	/** Where a probe asks for a delegation's provider; null where it has no address. */
	EntTrust.@Nullable Probed probed(Delegation delegation) {
		EntTrust trust = this.providers.get(delegation.signOn().protocol());
		return (trust != null) ? trust.probed(delegation) : null;
	}

	/**
	 * The keys of its establishment that a delegation uses; null where it uses none, or
	 * those of the platform.
	 */
	public @Nullable EntKeys keys(Delegation delegation) {
		return PlatformEduConnect.leads(delegation) ? null : this.keys.get(delegation.signOn().protocol());
	}

	/** The keys of the platform's entry of EduConnect. */
	public EntKeys platformKeys() {
		return Objects.requireNonNull(this.keys.get(PlatformEduConnect.NONE.saml().protocol()));
	}

}
