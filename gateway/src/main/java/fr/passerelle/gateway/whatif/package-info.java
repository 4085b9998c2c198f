/**
 * "What if this person came?": reads an answer of an ENT, or a profile, with the parser
 * and the admission of live logins, and says which Espaces open and why the others do
 * not. It opens no session, makes no link, and neither keeps nor logs anything.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "establishment", "http", "identity", "recognition", "settings" })
package fr.passerelle.gateway.whatif;
