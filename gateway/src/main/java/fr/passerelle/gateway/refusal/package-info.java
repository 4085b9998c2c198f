/**
 * Every refusal has one reference, shown on the page and written to the audit trail. Owns
 * that promise; decides no refusal.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "halt", "http", "page", "store" })
package fr.passerelle.gateway.refusal;
