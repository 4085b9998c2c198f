/**
 * Every page a visitor sees, and the refusal that is a page for a browser and a problem
 * for a program. Owns templates, texts, style sheet; decides nothing about who may enter.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "halt", "http", "store" })
package fr.passerelle.gateway.page;
