/**
 * Every refusal has one reference, shown on the page and written to the audit trail. Owns
 * that promise; decides no refusal.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "halt", "page", "store", "web" })
package fr.passerelle.gateway.refusal;
