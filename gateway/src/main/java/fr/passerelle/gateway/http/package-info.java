/**
 * HTTP facts that every visitor-facing package shares: the one normalised path, the
 * request as the login flow sees it, answers, cookies, error codes. Knows neither Espaces
 * nor any server's types.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "settings")
package fr.passerelle.gateway.http;
