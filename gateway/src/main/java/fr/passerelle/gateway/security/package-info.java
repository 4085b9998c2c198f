/**
 * Who gets into the servlets' side: the API's and the console's security chains, and the
 * one table of what each address needs. Knows addresses and rights; never what a page or
 * a call does.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "account", "actor", "audit", "establishment",
		"http", "identity", "login", "settings", "suspension", "version" })
package fr.passerelle.gateway.security;
