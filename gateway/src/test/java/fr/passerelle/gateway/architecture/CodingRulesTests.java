package fr.passerelle.gateway.architecture;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.ApplicationModule;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules that hold inside packages; {@link ArchitectureTests} has those between them.
 */
class CodingRulesTests {

	private static final String GATEWAY = "fr.passerelle.gateway.";

	private static final JavaClasses CODE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("fr.passerelle.gateway");

	/** A request of a visitor who is signed in passes these packages and no other. */
	private static final String[] ON_THE_WAY = { GATEWAY + "front..", GATEWAY + "proxy..", GATEWAY + "http..",
			GATEWAY + "establishment..", GATEWAY + "identity..", GATEWAY + "session.." };

	/** What a validated ticket is handed over in, and nothing that asks or reads. */
	private static final Set<String> VALIDATORS = Set.of("TicketValidator", "TicketValidationException", "Assertion",
			"AssertionImpl", "AttributePrincipal");

	private static final Set<String> VISITORS_SIDE = Set.of("front", "login", "logout", "directlogin", "page");

	@Test
	void everyPackageSaysWhatItMayUse() {
		check(classes().that()
			.haveSimpleName("package-info")
			.and()
			.resideOutsideOfPackage("fr.passerelle.gateway")
			.and()
			.resideOutsideOfPackage(GATEWAY + "console.*..")
			.should()
			.beAnnotatedWith(ApplicationModule.class)
			.because("without a list of its own a package may use every other"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "login.ServiceTicket", "session.Sessions$Opened", "http.SetCookie", "http.Answer",
			"cas.ValidationRequest", "cas.XmlElement", "proxy.Passage", "proxy.Assertions$Signed", "people.PersonRow",
			"people.StoredPerson", "account.AdministratorAccount$Administrator", "settings.PasserelleSettings$Admin",
			"page.DirectLoginPage", "page.LinkPage", "login.PendingLink", "login.VouchedLogin", "login.TicketCallback",
			"directlogin.Credentials" })
	void recordsThatHoldSecretsSayWhatTheyShow(String name) {
		assertThat(RecordText.isWritten(CODE.get(GATEWAY + name))).as("%s writes its own toString", name).isTrue();
	}

	@Test
	void recordsWithPartsNamedLikeSecretsSayWhatTheyShow() {
		DescribedPredicate<JavaClass> namedLikeSecrets = describe("are records with a part named like a secret",
				(type) -> type.isRecord() && type.getFields()
					.stream()
					.filter((part) -> part.getRawType().isEquivalentTo(String.class))
					.anyMatch((part) -> part.getName().matches("(?i).*(password|secret|token).*")));
		check(classes().that(namedLikeSecrets)
			.should(be(describe("writing their own toString", RecordText::isWritten)))
			.because("a record's generated toString puts the secret into the first log line that shows it"));
	}

	@Test
	void serverTypesStayWhereTheServerIs() {
		check(noClasses().that()
			.resideOutsideOfPackages(GATEWAY + "front..", GATEWAY + "proxy..", GATEWAY + "cas..", GATEWAY + "lookup..",
					GATEWAY + "network..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.eclipse.jetty..")
			.because("the door, the ways to applications and to ENTs, and their look-ups alone know the HTTP library"));
	}

	@Test
	void casLibrariesStayWhereAdministratorsSignIn() {
		check(noClasses().that()
			.resideOutsideOfPackage(GATEWAY + "security")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.apereo.cas..", "org.springframework.security.cas..")
			.because("their transport and readers are no part of a visitor's login (ADR 0001)"));
		check(noClasses().that()
			.resideInAPackage(GATEWAY + "security")
			.should()
			.dependOnClassesThat(describe("belong to the client and are not the ticket validator's interface",
					(type) -> type.getName().startsWith("org.apereo.cas.client.")
							&& !VALIDATORS.contains(type.getSimpleName())))
			.because("none of the library's transport and readers may run"));
	}

	@Test
	void decisionsOnVisitorsRequestsKnowNoServer() {
		check(noClasses().that()
			.resideInAPackage(GATEWAY + "front")
			.and()
			.haveNameMatching(
					".*\\.(Routes|EspaceVisit|PostedForms|TurnedAway|Commune|OwnFiles|Leases|Outcome)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.eclipse.jetty..")
			.because("they return an outcome, which a test reads without a server; front.Reply carries it out"));
	}

	/**
	 * Constructors, those of records too, are lists of parts and may be longer; so may
	 * the methods of a configuration that only call them, and the methods that an error
	 * handler of the server's has from there.
	 */
	@Test
	void methodsOfTheVisitorsSideHaveFourParametersAtMost() {
		check(methods().that()
			.areDeclaredInClassesThat(describe("are the visitors' side", CodingRulesTests::isVisitorsSide))
			.and()
			.areNotAnnotatedWith(Bean.class)
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.should(be(describe("a method of four parameters at most",
					(JavaMethod method) -> method.getRawParameterTypes().size() <= 4)))
			.because("page.Visit says who asks where; what else is handed on together is a value too"));
	}

	private static boolean isVisitorsSide(JavaClass type) {
		boolean named = VISITORS_SIDE.contains(type.getPackageName().replace(GATEWAY, ""))
				|| type.getName().equals(GATEWAY + "proxy.ReverseProxy");
		return named && !type.isAssignableTo(ErrorHandler.class);
	}

	@Test
	void servletsAndSpringWebStayWithApiAndConsole() {
		check(noClasses().that()
			.resideOutsideOfPackages(GATEWAY + "security..", GATEWAY + "api..", GATEWAY + "console..",
					GATEWAY + "upload..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
			.because("a visitor's request passes no servlet; only an administrator's does"));
	}

	@Test
	void springSecurityStaysWhereAdministratorsAre() {
		check(noClasses().that()
			.resideOutsideOfPackages(GATEWAY + "security..", GATEWAY + "api..", GATEWAY + "console..",
					GATEWAY + "account..", GATEWAY + "people..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.security..")
			.because("visitors' sessions are our own; people uses the password hashing alone"));
	}

	@Test
	void springFindsAndFillsNothingByItself() {
		check(noClasses().should()
			.beAnnotatedWith(Component.class)
			.orShould()
			.beAnnotatedWith(Service.class)
			.orShould()
			.beAnnotatedWith(Repository.class)
			.because("one configuration for each package makes plain objects, and shows what needs what"));
		String constructor = "the constructor is the list of what an object needs";
		check(noFields().should().beAnnotatedWith(Autowired.class).because(constructor));
		check(noMethods().should().beAnnotatedWith(Autowired.class).because(constructor));
		check(noConstructors().should().beAnnotatedWith(Autowired.class).because(constructor));
		check(noFields().should().beAnnotatedWith(Value.class).because("settings come from PasserelleSettings"));
	}

	@Test
	void controllersAndConfigurationsAreHiddenAndNamedSo() {
		check(classes().that()
			.areMetaAnnotatedWith(Controller.class)
			.should()
			.bePackagePrivate()
			.andShould()
			.haveSimpleNameEndingWith("Controller")
			.because("nobody calls a controller but the framework"));
		check(classes().that()
			.areAnnotatedWith(Configuration.class)
			.should()
			.bePackagePrivate()
			.andShould()
			.haveSimpleNameEndingWith("Configuration")
			.because("nobody calls a configuration but the framework"));
	}

	@Test
	void timeComesFromTheOneClock() {
		check(noClasses().that()
			.doNotHaveSimpleName("SettingsConfiguration")
			.should()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(LocalDate.class, "now")
			.orShould()
			.callMethod(LocalDateTime.class, "now")
			.orShould()
			.callMethod(OffsetDateTime.class, "now")
			.orShould()
			.callMethod(ZonedDateTime.class, "now")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Clock.class, "systemUTC")
			.orShould()
			.callMethod(Clock.class, "systemDefaultZone")
			.because("a test moves the clock instead of sleeping"));
	}

	@Test
	void randomNamesComeFromWhereTheirStrengthIsSaid() {
		check(noClasses().should()
			.callMethod(UUID.class, "randomUUID")
			.because("http.SecretText makes secrets, page.References and audit.AuditIds the rest"));
	}

	@Test
	void textNeverDependsOnTheMachine() {
		check(noClasses().should()
			.callMethod(String.class, "getBytes")
			.orShould()
			.callMethod(String.class, "toLowerCase")
			.orShould()
			.callMethod(String.class, "toUpperCase")
			.orShould()
			.callMethod(URLEncoder.class, "encode", String.class, String.class)
			.orShould()
			.callConstructor(String.class, byte[].class)
			.because("a school's server may speak Turkish and write Windows-1252"));
	}

	@Test
	void dataPlaneTouchesNoDatabaseNoDocumentAndNoTemplate() {
		check(noClasses().that()
			.resideInAnyPackage(ON_THE_WAY)
			.and(describe("are not the file of sessions, read at the start and written at the stop",
					(type) -> !type.getName().startsWith(GATEWAY + "session.SessionFile")
							&& !type.getName().startsWith(GATEWAY + "session.SessionConfiguration")))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "tools.jackson..",
					"com.fasterxml.jackson..", "org.thymeleaf..")
			.because("an authenticated page costs look-ups in memory, whatever the database does meanwhile"));
	}

	private static void check(ArchRule rule) {
		rule.check(CODE);
	}

}
