package fr.passerelle.gateway.acceptance;

import java.util.Locale;
import java.util.stream.Stream;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;

/** A platform of ENTs by a way of validation that is documented of it. */
record PlatformWay(Platform platform, String validation) {

	static Stream<PlatformWay> all() {
		return Stream.of(Platform.values()).flatMap(PlatformWay::of);
	}

	static Stream<PlatformWay> of(Platform platform) {
		return (switch (platform) {
			case KOSMOS, EOLESSO, RECIA_2014, LEMONLDAP -> Stream.of("CAS2");
			case RECIA -> Stream.of("CAS3");
			case APEREO -> Stream.of("CAS3", "SAML1");
			case EDIFICE, LACLASSE, ATRIUM, DJANGO -> Stream.of("CAS2", "SAML1");
		}).map((validation) -> new PlatformWay(platform, validation));
	}

	/** An ENT of the platform, with the collège's people. */
	static MockCasServer start(Platform platform, Quirk... quirks) {
		MockCasServer ent = MockCasServer.server()
			.platform(platform, quirks)
			.strictSaml()
			.people(People.standard(World.COLLEGE_UAI))
			.build();
		ent.start();
		return ent;
	}

	/** The id of the delegation. */
	String id() {
		return this.platform.code() + "-" + this.validation.toLowerCase(Locale.ROOT);
	}

	/** The delegation in the document. */
	String block(MockCasServer ent) {
		return "  - { id: %s, label: %s, protocol: CAS, cas: { serverUrl: \"%s\", validation: %s } }\n".formatted(id(),
				this.platform.code(), ent.url(), this.validation);
	}

	/** A document of the collège that offers these delegations everywhere. */
	static String document(World world, String blocks, String ids) {
		return """
				uai: %s
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				%sespaces:
				  parent:     { published: true, delegations: [%s] }
				  eleve:      { published: true, delegations: [%s] }
				  professeur: { published: true, delegations: [%s] }
				""".formatted(World.COLLEGE_UAI, world.college, world.application.url(), blocks, ids, ids, ids);
	}

}
