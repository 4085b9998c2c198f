package fr.passerelle.gateway.console.delegations;

import java.time.Clock;

import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.enthealth.EntTrusts;
import fr.passerelle.gateway.establishment.PlatformEduConnect;

/**
 * What the program knows of ENTs beside the document, now.
 *
 * @param states whether they answer
 * @param trusts their metadata, and the keys told to them
 * @param secrets what they share with us
 * @param platform its entry of EduConnect
 * @param clock decides what has ended
 */
record EntsNow(EntStates states, EntTrusts trusts, DelegationSecrets secrets, PlatformEduConnect platform,
		Clock clock) {
}
