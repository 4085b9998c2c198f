package fr.passerelle.gateway.security;

import java.util.List;

import fr.passerelle.gateway.account.Grant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses whose last segment an administrator chose; {@link AccessMatrixTests} has
 * every mapping.
 */
class AccessRulesTests {

	private static final Authentication READER = UsernamePasswordAuthenticationToken.authenticated("reader", null,
			List.of());

	@ParameterizedTest
	@CsvSource(textBlock = """
			GET,  /console/administrators/preview,                           true
			POST, /console/administrators/preview,                           false
			POST, /console/administrators/diagnosis,                         false
			POST, /api/v1/administrators/what-if,                            false
			POST, /api/v1/establishments/0330001A/preview,                   true
			POST, /api/v1/establishments/0330001A/delegations/ent/diagnosis, true
			POST, /api/v1/establishments/0330001A/diagnosis,                 false
			POST, /console/establishments/0330001A/delegations/diagnosis,    false
			POST, /console/establishments/0330001A/what-if,                  true
			POST, /console/establishments/0330001A/delegations/apply,        false
			""")
	void whoMayOnlyReadAsksAndChangesNothing(String method, String path, boolean allowed) {
		AccessRules rules = new AccessRules((who) -> new Grant(null, true));
		RequestAuthorizationContext context = new RequestAuthorizationContext(new MockHttpServletRequest(method, path));
		assertThat(rules.authorize(() -> READER, context).isGranted()).isEqualTo(allowed);
	}

}
