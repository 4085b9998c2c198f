package fr.passerelle.gateway.acceptance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import org.junit.jupiter.api.Test;

/**
 * An ENT with a certificate authority of its own is trusted by its delegation's document,
 * and by nothing else.
 */
class TlsAcceptanceTests extends Acceptance {

	@Test
	void anUnknownAuthorityIsRefusedUntilTheDocumentNamesItsCertificate() {
		try (MockCasServer ent = MockCasServer.server().https().people(People.standard(World.COLLEGE_UAI)).build()) {
			ent.start();
			this.world.put(World.COLLEGE_UAI, behind(ent, ""));
			enter(ent).isRefused(ErrorCode.ENT_UNREACHABLE);
			this.world.put(World.COLLEGE_UAI, behind(ent, quoted(ent.certificatePem())));
			enter(ent).isEcho();
		}
	}

	@Test
	void aCertificateForAnotherNameIsRefusedEvenWhereItIsTrusted() {
		try (MockCasServer ent = MockCasServer.server()
			.https()
			.certificateNames("another.example")
			.people(People.standard(World.COLLEGE_UAI))
			.build()) {
			ent.start();
			this.world.put(World.COLLEGE_UAI, behind(ent, quoted(ent.certificatePem())));
			enter(ent).isRefused(ErrorCode.ENT_UNREACHABLE);
		}
	}

	/**
	 * The browser's leg is played here: the tests' browser would not trust the ENT
	 * either.
	 */
	private Reply enter(MockCasServer ent) {
		TestBrowser visitor = new TestBrowser();
		visitor.get(college("/pronote/parent.html"));
		String ticket = ent.signIn("mdupont", college("/pronote/parent.html"));
		return visitor.open(college("/pronote/parent.html?ticket=" + ticket));
	}

	private String behind(MockCasServer ent, String trusted) {
		String usual = "cas: { serverUrl: \"" + this.world.horizon.url() + "\", validation: CAS2 } }\n";
		return this.world.collegeDocument()
			.replaceFirst(Pattern.quote(usual), Matcher.quoteReplacement(
					"cas: { serverUrl: \"" + ent.httpsUrl() + "\", validation: CAS2" + trusted + " } }\n"));
	}

	private static String quoted(String pem) {
		return ", trustedCertificates: \"" + pem.replace("\n", "\\n") + "\"";
	}

}
