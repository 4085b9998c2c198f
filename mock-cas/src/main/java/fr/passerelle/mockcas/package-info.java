/**
 * A CAS server to test against, with real state: tickets good once and for one service,
 * an SSO cookie, single logout, presets of platforms, and faults on demand. Start reading
 * at {@link fr.passerelle.mockcas.MockCasServer}.
 * <p>
 * What a {@link fr.passerelle.mockcas.Platform} does in its own way is a class of
 * {@code Traits} for each; the others ask it, and know no platform.
 * <p>
 * It knows neither JUnit, nor the command line, nor the gateway. Only {@code WebServer}
 * and {@code WireMockFrontDoor} work with WireMock, and {@code JsonText} uses its JSON.
 * {@code MockCasServer} shows WireMock's interface for stubs to integrators.
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
