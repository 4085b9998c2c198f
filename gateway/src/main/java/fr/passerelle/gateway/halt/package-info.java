/**
 * Ends the program where going on would be worse: owns what happens after the memory ran
 * out. Everyone may call it; it knows nobody.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package fr.passerelle.gateway.halt;
