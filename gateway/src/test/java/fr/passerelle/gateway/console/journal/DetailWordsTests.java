package fr.passerelle.gateway.console.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.console.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class DetailWordsTests {

	private static final Instant NOW = Instant.parse("2026-11-30T07:58:00Z");

	private static final ResourceBundleMessageSource WORDS = words();

	private static ResourceBundleMessageSource words() {
		ResourceBundleMessageSource source = new ResourceBundleMessageSource();
		for (String name : new String[] { "journal", "frame", "connections" }) {
			source.addBasenames("fr/passerelle/gateway/console/messages/" + name);
		}
		source.setDefaultEncoding("UTF-8");
		source.setFallbackToSystemLocale(false);
		source.setAlwaysUseMessageFormat(true);
		return source;
	}

	/** Each line is a detail as the program writes it into the store. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					LOGIN_REFUSED | the browser keeps no cookies | Le navigateur de la personne ne garde pas les cookies.
					LOGIN_REFUSED | the account is ELV | Le compte venu de l’ENT est celui d’un élève.
					LOGIN_REFUSED | AMBIGUOUS | Plusieurs fiches de l’établissement correspondent : il faut dire laquelle.
					LOGIN_REFUSED | tried the password of m.dupont | Le mot de passe essayé est celui de la fiche m.dupont.
					LOGIN_REFUSED | INVALID_TICKET | L’ENT ne reconnaît pas, ou plus, la preuve de connexion qu’il a remise.
					CONFIGURATION_CHANGED | changed, version 16 | Modification, version 16
					CONFIGURATION_CHANGED | changed, version 1016: changed | Modification, version 1016 : changed
					CONFIGURATION_CHANGED | restored, version 4: 12 | Retour à une version d’avant, version 4 : 12
					PEOPLE_IMPORTED | 1 added, 0 changed, 20 unchanged | 1 personne ajoutée, aucune modifiée, 20 sans changement
					PEOPLE_IMPORTED | 1 added, 2 changed, 0 unchanged, 3 closed | 1 personne ajoutée, 2 modifiées, aucune sans changement, 3 fermées
					PEOPLE_IMPORT_UNDONE | 2 added, 1 changed, 0 unchanged, 1 gone | 2 personnes ajoutées, 1 modifiée, aucune sans changement, 1 qui n’est plus dans les fichiers
					PEOPLE_EXPORTED | 12 people, as csv | 12 personnes, en csv
					SESSIONS_ENDED | 1 ended, one session: poste laissé ouvert, au CDI | 1 connexion fermée : celle d’une personne. Motif : poste laissé ouvert, au CDI
					SESSIONS_ENDED | 12 ended, delegation atrium, profile TUT, espace parent, name like dup | 12 connexions fermées : délégation atrium, profil Parent ou responsable, Espace Parents, nom contenant « dup »
					SESSIONS_ENDED | 1 ended, closed | 1 connexion fermée : celles de personnes fermées
					SESSIONS_ENDED | 0 ended, everybody | Aucune connexion fermée : toutes
					SESSION_ENDED | by admin: everybody | Par admin. Motif : everybody
					SESSION_ENDED | by admin | Par admin
					DIAGNOSIS_RUN | WARNING https://ent.example.fr/cas | À surveiller, adresse https://ent.example.fr/cas
					ADDRESS_SUSPENDED | until 2026-11-30T08:15:00Z | Jusqu’au 30 novembre 2026 à 08:15
					ADDRESS_RELEASED | 192.0.2.7 | 192.0.2.7
					ADDRESS_RELEASED | and 3 more | et 3 autres
					IDENTITY_LINKED | u.1 = m.dupont, by IDENTITY | Compte u.1 de l’ENT, fiche m.dupont, par le nom et la date de naissance
					USER_TOLD_APART | m.dupont is somebody else's user here | L’identifiant m.dupont est ici celui de quelqu’un d’autre.
					PLAN_CREATED | planned change 7 for 2026-12-01T07:00:00Z, upon version 3 | Prévu pour le 1er décembre 2026 à 07:00, à partir de la version 3
					PLAN_CANCELLED | planned change 7 was for 2026-12-01T07:00:00Z | Était prévu pour le 1er décembre 2026 à 07:00
					PLAN_APPLIED | planned change 7 led to version 12 | A donné la version 12
					PLAN_APPLIED | planned change 7 led to version 12 by hand | A donné la version 12, appliqué par un administrateur
					PLAN_FAILED | planned change 7 CONFLICT espaces.parent | Une autre modification a touché aux mêmes réglages depuis.
					AUDIT_PURGED | 5 entries older than 2026-11-01T00:00:00Z | 5 entrées d’avant le 1er novembre 2026 à 00:00
					AUDIT_EXPORTED | 1 entries, csv | 1 entrée, en csv
					AUDIT_LOST | 3 | 3 entrées n’ont pas pu être écrites
					PASSWORD_CHANGED | zoe: made up | Compte zoe, mot de passe provisoire
					PASSWORD_CHANGED | zoe: by its owner | Compte zoe, par la personne elle-même
					ADMIN_LOGOUT | zoe: everywhere | Compte zoe, sur tous ses appareils
					PAGE_REFUSED | 4 more within a minute | 4 autres refus du même genre, dans la même minute
					""")
	void aDetailIsSaidInTheReadersWords(AuditType type, String detail, String said) {
		assertThat(said(type, detail, Locale.FRENCH)).isEqualTo(said);
	}

	@Test
	void englishReadersReadEnglish() {
		assertThat(said(AuditType.CONFIGURATION_CHANGED, "changed, version 16", Locale.ENGLISH))
			.isEqualTo("Change, version 16");
		assertThat(said(AuditType.SESSIONS_ENDED, "2 ended, espace parent", Locale.ENGLISH))
			.isEqualTo("2 sessions ended: Espace Parents");
	}

	@Test
	void aDetailWithoutWordsIsLeftToTheEngineers() {
		assertThat(
				words(Locale.FRENCH).of(entry(AuditType.LOGIN_REFUSED, "The ENT answers validation with status 500.")))
			.isEmpty();
	}

	private static String said(AuditType type, String detail, Locale locale) {
		return words(locale).of(entry(type, detail)).orElseThrow();
	}

	private static AuditEntry entry(AuditType type, String detail) {
		return AuditEntry.of(NOW, type).withDetail(detail);
	}

	private static DetailWords words(Locale locale) {
		Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
		return new DetailWords(WORDS, new Moments(clock, ZoneId.of("UTC"), locale, WORDS), locale);
	}

}
