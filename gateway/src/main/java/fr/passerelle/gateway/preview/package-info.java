/**
 * What a change of a configuration would do, and to whom, before it is made: compares the
 * establishment as it is with what the edit would make of it, looks who is signed in and
 * how the ENTs are. Knows no HTTP and has no words: each consequence is a kind with what
 * its sentence names.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "document", "enthealth", "establishment", "session", "version" })
package fr.passerelle.gateway.preview;
