/**
 * Administrators' accounts: the one of the settings, or the one made at the first start.
 * Knows no request; decides only whether a name and a password are an administrator's.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "establishment", "identity", "settings", "web" })
package fr.passerelle.gateway.admin;
