package fr.passerelle.gateway.whatif;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.IdentityState;
import fr.passerelle.gateway.recognition.LinkedBy;
import fr.passerelle.gateway.recognition.Recognised;
import fr.passerelle.gateway.whatif.Verdict.Answer;
import fr.passerelle.gateway.whatif.WhatIfResult.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WhatIfTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-01T08:00:00Z"), ZoneOffset.UTC);

	private static final String PARENT = """
			<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>
			<cas:user>mdupont</cas:user><cas:attributes><cas:sn>Dupont</cas:sn><cas:givenName>Marie</cas:givenName>
			<cas:ENTPersonProfils>National_TUT</cas:ENTPersonProfils>
			<cas:ENTPersonStructRattachRNE>%s</cas:ENTPersonStructRattachRNE>
			</cas:attributes></cas:authenticationSuccess></cas:serviceResponse>""";

	private static final String SAML = """
			<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
			<p:Response xmlns:p="urn:oasis:names:tc:SAML:1.0:protocol"><p:Status><p:StatusCode Value="p:Success"/></p:Status>
			<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:1.0:assertion">
			<a:Conditions NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="2020-01-01T00:00:30Z"/>
			<a:AttributeStatement><a:Subject><a:NameIdentifier>mdupont</a:NameIdentifier></a:Subject>
			<a:Attribute AttributeName="ENTPersonProfils"><a:AttributeValue>National_2</a:AttributeValue></a:Attribute>
			</a:AttributeStatement></a:Assertion></p:Response></s:Body></s:Envelope>""";

	/** Nobody has a local record, unless a test says so. */
	private Recognised local = new Recognised.Nobody(IdentityState.UNKNOWN);

	private final WhatIf whatIf = new WhatIf(TestLines.reader(CLOCK), new Admission(),
			(establishment, delegation, identity) -> delegation.recognition().contains(Recognition.PROFILE)
					? new Recognised.AtItsWord(identity.user()) : this.local,
			4096);

	private final Delegation atrium = TestEstablishments.delegation("atrium");

	@Test
	void aParentsAnswerOpensTheParentsEspaceAndSaysWhyTheOthersStayShut() {
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, PARENT.formatted("0330001A"));
		assertThat(result.kind()).isEqualTo(Kind.VOUCHED);
		assertThat(result.visitor()).isNotNull();
		Visitor visitor = result.visitor();
		assertThat(visitor.user()).isEqualTo("mdupont");
		assertThat(visitor.name()).isEqualTo("Marie Dupont");
		assertThat(visitor.profiles()).containsExactly(Profile.TUT);
		assertThat(result.step()).isEqualTo(Recognition.PROFILE);
		assertThat(answers(result)).containsEntry(EspaceKey.PARENT, Answer.OPENS)
			.containsEntry(EspaceKey.ELEVE, Answer.PROFILE_NOT_ALLOWED)
			.containsEntry(EspaceKey.DIRECTION, Answer.NOT_DELEGATED)
			.containsEntry(EspaceKey.PROFESSEUR, Answer.ESPACE_CLOSED)
			.containsEntry(EspaceKey.ETABLISSEMENT, Answer.PUBLIC);
		assertThat(result.released()).contains("ENTPersonProfils", "sn");
	}

	@Test
	void anAnswerOfAnotherEstablishmentIsSaidSo() {
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, PARENT.formatted("0990009Z"));
		assertThat(answers(result)).containsEntry(EspaceKey.PARENT, Answer.OTHER_ESTABLISHMENT);
		assertThat(result.visitor()).isNull();
		assertThat(result.step()).isNull();
	}

	@Test
	void aClosedEstablishmentOpensNothing() {
		WhatIfResult result = this.whatIf.answer(school(false), this.atrium, PARENT.formatted("0330001A"));
		assertThat(answers(result).values()).containsOnly(Answer.ESTABLISHMENT_CLOSED);
		assertThat(result.visitor()).as("who it would be is said all the same").isNotNull();
	}

	@Test
	void nobodyIsAdmittedByAStepThatIsNotListed() {
		Delegation strict = TestEstablishments.delegation("atrium", List.of(Recognition.PERSON_ID), false);
		WhatIfResult result = this.whatIf.profiles(school(true), strict, List.of("National_TUT"), List.of());
		assertThat(answers(result)).containsEntry(EspaceKey.PARENT, Answer.UNKNOWN_PERSON);
		assertThat(result.step()).isNull();
	}

	@Test
	void aLocalRecordDecidesAndAPasswordIsAskedForFirst() {
		Delegation strict = TestEstablishments.delegation("atrium", List.of(Recognition.IDENTITY), false);
		this.local = new Recognised.Local(
				new Person("m.dupont", "Dupont", "Marie", null, Set.of(EspaceKey.ELEVE), false, null, null),
				LinkedBy.IDENTITY);
		WhatIfResult result = this.whatIf.answer(school(true), strict, PARENT.formatted("0330001A"));
		assertThat(result.visitor()).isNotNull();
		assertThat(result.visitor().user()).isEqualTo("m.dupont");
		assertThat(result.step()).isEqualTo(Recognition.IDENTITY);
		assertThat(answers(result)).containsEntry(EspaceKey.ELEVE, Answer.OPENS)
			.containsEntry(EspaceKey.PARENT, Answer.RECORD_NOT_ALLOWED);
		assertThat(answers(this.whatIf.answer(school(true), strict, PARENT.formatted("0990009Z"))))
			.containsEntry(EspaceKey.ELEVE, Answer.OTHER_ESTABLISHMENT);
		this.local = new Recognised.AskPassword(false);
		WhatIfResult asked = this.whatIf.answer(school(true), strict, PARENT.formatted("0330001A"));
		assertThat(answers(asked)).containsEntry(EspaceKey.PARENT, Answer.PASSWORD_ASKED);
		assertThat(asked.step()).isEqualTo(Recognition.PASSWORD);
		assertThat(asked.visitor()).isNull();
	}

	@Test
	void aProfileIsReadInEveryFormAsALoginWould() {
		for (String profile : List.of("National_ELV", "national_1", "ELV", " elv ", "National_1;National_3")) {
			WhatIfResult result = this.whatIf.profiles(school(true), this.atrium, List.of(profile), List.of());
			assertThat(answers(result)).as(profile).containsEntry(EspaceKey.ELEVE, Answer.OPENS);
		}
		assertThat(answers(this.whatIf.profiles(school(true), this.atrium, List.of("ELV"), List.of("0990009Z"))))
			.containsEntry(EspaceKey.ELEVE, Answer.OTHER_ESTABLISHMENT);
	}

	@Test
	void aKeptSamlAnswerIsReadAndSaidToBeOutOfItsTime() {
		WhatIfResult result = this.whatIf.answer(school(true), delegation(Validation.SAML1), SAML);
		assertThat(result.kind()).isEqualTo(Kind.VOUCHED);
		assertThat(result.live()).isFalse();
		assertThat(answers(result)).containsEntry(EspaceKey.PARENT, Answer.OPENS);
		assertThat(this.whatIf.answer(school(true), this.atrium, PARENT.formatted("0330001A")).live()).isTrue();
	}

	@Test
	void anAnswerInAnotherDialectIsNamedAndOpensNothing() {
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, SAML);
		assertThat(result.kind()).isEqualTo(Kind.OTHER_DIALECT);
		assertThat(result.dialect()).isEqualTo(Validation.SAML1);
		assertThat(result.espaces()).isEmpty();
	}

	@Test
	void aRefusalIsReadWithItsCode() {
		String refusal = "<s:serviceResponse xmlns:s=\"http://www.yale.edu/tp/cas\"><s:authenticationFailure code=\"INVALID_TICKET\"/></s:serviceResponse>";
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, refusal);
		assertThat(result.kind()).isEqualTo(Kind.REFUSED);
		assertThat(result.refusal()).isEqualTo("INVALID_TICKET");
	}

	@Test
	void whatTheLiveParserRefusesIsRefusedHereToo() {
		String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
				+ PARENT.formatted("0330001A").replace("Dupont", "&e;");
		String twoUsers = PARENT.formatted("0330001A")
			.replace("<cas:attributes>", "<cas:user>root</cas:user><cas:attributes>");
		for (String hostile : List.of(doctype, twoUsers, "<html><title>x</title></html>", "bonjour", "<")) {
			assertThat(this.whatIf.answer(school(true), this.atrium, hostile).kind()).as(hostile)
				.isEqualTo(Kind.UNREADABLE);
		}
	}

	@Test
	void whatIsTooLongOrNothingIsRefusedUnread() {
		for (String answer : List.of("", "x".repeat(5000))) {
			assertThatThrownBy(() -> this.whatIf.answer(school(true), this.atrium, answer))
				.isInstanceOf(IllegalArgumentException.class);
		}
		List<String> many = Collections.nCopies(21, "ELV");
		assertThatThrownBy(() -> this.whatIf.profiles(school(true), this.atrium, many, List.of()))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void bytesAreReadInTheCharsetThatTheyAreSentIn() {
		byte[] latin = PARENT.formatted("0330001A").replace("Marie", "Hélène").getBytes(StandardCharsets.ISO_8859_1);
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, latin, "text/xml; charset=ISO-8859-1");
		assertThat(result.visitor()).isNotNull().extracting(Visitor::name).isEqualTo("Hélène Dupont");
	}

	@Test
	void nothingOfItShowsInTheTextOfAResult() {
		WhatIfResult result = this.whatIf.answer(school(true), this.atrium, PARENT.formatted("0330001A"));
		assertThat(result.toString()).doesNotContain("Dupont", "mdupont");
	}

	@ParameterizedTest
	@EnumSource
	void everyVerdictHasItsWords(Answer answer) {
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			assertThat(new WhatIfWords().why(new Verdict(EspaceKey.PARENT, answer, List.of(), true), locale))
				.contains("Espace Parents")
				.doesNotContain("{");
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyOutcomeAndStepHasItsWords(Kind kind) {
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			for (Recognition step : Recognition.values()) {
				WhatIfResult result = new WhatIfResult(kind, this.atrium, Validation.SAML1, "INVALID_TICKET", true,
						null, step, Set.of(), List.of());
				assertThat(new WhatIfWords().outcome(result, locale)).isNotBlank().doesNotContain("{", "null");
				assertThat(new WhatIfWords().step(result, locale)).contains(step.name());
			}
		}
	}

	private static Map<EspaceKey, Answer> answers(WhatIfResult result) {
		return result.espaces().stream().collect(Collectors.toMap(Verdict::espace, Verdict::answer));
	}

	private static Delegation delegation(Validation validation) {
		Delegation usual = TestEstablishments.delegation("atrium");
		Cas cas = new Cas(usual.signOn().loginUrl(), URI.create("https://atrium.example.fr/x"),
				usual.signOn().logoutUrl(), validation, false, List.of());
		return new Delegation("atrium", "Atrium", true, null, cas, usual.attributes(), usual.recognition(), false);
	}

	private static Establishment school(boolean published) {
		Delegation atrium = TestEstablishments.delegation("atrium");
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT || key == EspaceKey.ELEVE;
			espaces.put(key, TestEstablishments.espace(key, key != EspaceKey.PROFESSEUR,
					delegated ? List.of(atrium) : List.of(), !delegated));
		}
		Establishment open = TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
		return new Establishment(open.uai(), open.name(), open.publicUrl(), 1, published, null, null, open.basePath(),
				open.delegations(), open.espaces(), open.paths(), open.upstream());
	}

}
