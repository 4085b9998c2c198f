package fr.passerelle.gateway.console.delegations;

import java.time.Clock;

import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.enthealth.EntTrust;

/**
 * What the program knows of ENTs beside the document, now.
 *
 * @param states whether they answer
 * @param trust their metadata, and the keys told to them
 * @param clock decides what has ended
 */
record EntsNow(EntStates states, EntTrust trust, Clock clock) {
}
