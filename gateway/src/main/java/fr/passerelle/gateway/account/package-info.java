/**
 * Administrators' accounts: who they are, what they may do, their passwords, second
 * factors, passkeys and API tokens. Knows no request and no page; starts with
 * {@link fr.passerelle.gateway.account.Administrators} and
 * {@link fr.passerelle.gateway.account.SignIns}.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "actor", "audit", "establishment", "files",
		"http", "people", "settings", "store", "version" })
package fr.passerelle.gateway.account;
