/**
 * A CAS server to test against, with real state: tickets good once and for one service,
 * an SSO cookie, single logout, four attribute layouts, and faults on demand. Start
 * reading at {@link fr.passerelle.mockcas.MockCasServer}.
 * <p>
 * It refuses to know who uses it: neither JUnit, nor a command line, nor the gateway it
 * is pointed at. Only {@code WebServer} and {@code WireMockFrontDoor} know the web server
 * underneath, and {@code JsonText} borrows its JSON.
 *
 * <pre>
 * /cas/login                              LoginFlow     page, ticket, redirect
 * /cas/logout                             LogoutFlow    end of the SSO session, single logout
 * /cas/{validate, serviceValidate, ...}   Validations   the six validation addresses
 * /cas/__faults                           FaultsEndpoint
 * </pre>
 */
@NullMarked
package fr.passerelle.mockcas;

import org.jspecify.annotations.NullMarked;
