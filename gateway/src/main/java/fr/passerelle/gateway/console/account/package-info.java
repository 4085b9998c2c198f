/**
 * Who administers: the steps of a sign-in after the password, one's own account, its
 * second factor and tokens, and, for the platform, all administrators.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.console.account;
