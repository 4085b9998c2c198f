/** How names become addresses. */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.lookup;
