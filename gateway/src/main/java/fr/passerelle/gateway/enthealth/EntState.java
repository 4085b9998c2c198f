package fr.passerelle.gateway.enthealth;

/**
 * Whether an ENT answers: validations by CAS, else its own document or sign-in page.
 */
public enum EntState {

	/** It answers in time. */
	ANSWERS,
	/** It answers, but later than {@code passerelle.probe.slow}. */
	SLOW,
	/** Several times in a row it gave no answer that can be used. */
	DOWN,
	/** It was not asked lately. */
	UNKNOWN

}
