/**
 * Hosts and the addresses behind them: the normal spelling in which host names are
 * compared, and the one rule that says where the gateway itself may connect to. Knows no
 * document, no visitor and no page.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "http", "settings" })
package fr.passerelle.gateway.network;
