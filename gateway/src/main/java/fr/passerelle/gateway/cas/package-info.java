/**
 * The CAS family behind the delegation port: login links, validation over our own
 * transport and strict parsers, logout messages. The only package that knows a CAS
 * element by name.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.cas;
