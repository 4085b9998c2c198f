package fr.passerelle.gateway.account;

import org.springframework.security.authentication.AuthenticationProvider;

/**
 * What checks credentials: each makes a {@link SignedIn}.
 *
 * @param form name and password, once
 * @param basic name and password with every request, remembered for a while
 * @param bearer an API token
 */
public record AdministratorProviders(AuthenticationProvider form, AuthenticationProvider basic,
		AuthenticationProvider bearer) {
}
