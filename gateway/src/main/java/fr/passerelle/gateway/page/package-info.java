/**
 * Every page that a visitor sees, and every refusal: a page for a browser, a problem
 * document for a program. Owns templates, texts and style sheet. Start reading at
 * {@code Pages}. Refuses to decide who may enter.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "audit", "establishment", "halt", "http", "store" })
package fr.passerelle.gateway.page;
