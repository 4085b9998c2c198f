/**
 * Ends the program when going on would be worse: after its memory ran out. Every package
 * may call it; it uses no other package.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.halt;
