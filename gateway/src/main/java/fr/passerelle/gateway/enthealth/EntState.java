package fr.passerelle.gateway.enthealth;

/**
 * Whether an ENT answers validations.
 */
public enum EntState {

	/** In time. */
	ANSWERS,
	/** It does, but later than {@code passerelle.probe.slow}. */
	SLOW,
	/** Several times in a row it did not, or not with an answer. */
	DOWN,
	/** Nobody has asked lately. */
	UNKNOWN

}
