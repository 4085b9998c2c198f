package fr.passerelle.gateway.identity;

/**
 * The SDET's national profiles, under the names that headers and assertions carry.
 * Alphabetic ({@code National_ELV}) and numeric ({@code National_1}) spellings are one.
 */
public enum Profile {

	ELV, TUT, ENS, DOC, DIR, EVS, ETA, ACA, COL

}
