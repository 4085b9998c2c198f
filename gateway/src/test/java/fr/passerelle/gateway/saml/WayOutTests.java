package fr.passerelle.gateway.saml;

import java.net.URI;

import fr.passerelle.gateway.establishment.EduConnect.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Traps S-49: where the browser may go to leave EduConnect. */
class WayOutTests {

	private static final URI SIGN_ON = URI
		.create("https://educonnect.education.gouv.fr/idp/profile/SAML2/Redirect/SSO");

	@ParameterizedTest
	@ValueSource(strings = { "https://educonnect.education.gouv.fr/Logout",
			"https://moncompte.educonnect.education.gouv.fr/Shibboleth.sso/Logout?return=https%3A%2F%2Feduconnect.education.gouv.fr%2FShibboleth.sso%2FLogout%3Freturn%3Dhttps%253A%252F%252Feduconnect.education.gouv.fr%252FLogout" })
	void anAddressOfEduConnectIsFollowed(String released) {
		assertThat(WayOut.of(released, Environment.PRODUCTION, SIGN_ON)).hasToString(released);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/Logout", "http://educonnect.education.gouv.fr/Logout",
			"javascript:alert(1)", "//educonnect.education.gouv.fr/Logout", "/Logout", "",
			"https://educonnect.education.gouv.fr.evil.example/", "https://evileduconnect.education.gouv.fr/",
			"https://educonnect.education.gouv.fr@evil.example/",
			"https://evil.example\\@educonnect.education.gouv.fr/", "https://educonnect.education.gouv.fr:8443/Logout",
			"https://pr4.educonnect.phm.education.gouv.fr/Logout",
			"https://educonnect.education.gouv.fr/Logout?return=https://evil.example/",
			"https://educonnect.education.gouv.fr/Logout?return=//evil.example/",
			"https://educonnect.education.gouv.fr/Logout?return=https%3A%2F%2Fevil.example",
			"https://educonnect.education.gouv.fr/Logout?return=https%253A%252F%252Fevil.example",
			"https://educonnect.education.gouv.fr/Logout?return=%2F%2Fevil.example",
			"https://educonnect.education.gouv.fr/Logout?return=javascript%3Aalert(1)",
			"https://educonnect.education.gouv.fr/Logout?return=%5C%5Cevil.example",
			"https://educonnect.education.gouv.fr/Logout?x=%zz", "https://educonnect.education.gouv.fr/Logout#x" })
	void anyOtherAddressIsNot(String released) {
		assertThat(WayOut.of(released, Environment.PRODUCTION, SIGN_ON)).isNull();
	}

	@Test
	void theServerWherePeopleSignInCountsToo() {
		URI imitation = URI.create("http://localhost:8095/idp/profile/SAML2/Redirect/SSO");
		assertThat(WayOut.of("http://localhost:8095/Logout", Environment.PREPRODUCTION, imitation))
			.hasToString("http://localhost:8095/Logout");
		assertThat(WayOut.of("http://localhost:8096/Logout", Environment.PREPRODUCTION, imitation)).isNull();
		assertThat(WayOut.page(imitation)).hasToString("http://localhost:8095/idp/profile/Logout");
	}

}
