package fr.passerelle.gateway.suspension;

/**
 * Rules and which they are.
 *
 * @param number 1 for the settings' own, one more after each change
 * @param rules the rules
 */
public record NumberedRules(long number, SecurityRules rules) {
}
