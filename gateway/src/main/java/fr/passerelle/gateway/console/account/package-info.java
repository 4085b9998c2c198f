/**
 * Accounts: the steps of a sign-in after the password, the administrator's own account,
 * second factor and tokens, and, for the platform, all administrators.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.account;
