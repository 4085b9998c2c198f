package fr.passerelle.gateway.whatif;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.AdmissionDecision;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.recognition.Recognised;
import fr.passerelle.gateway.whatif.Verdict.Answer;
import fr.passerelle.gateway.whatif.WhatIfResult.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Plays a login through without opening a session.
 */
public final class WhatIf {

	/** The most profiles or codes in one question. */
	public static final int MAX_VALUES = 20;

	/** The user where only a profile was picked. */
	private static final String SOMEBODY = "quelqu.un";

	private static final String NATIONAL = "National_";

	/**
	 * The browser has sent the text as UTF-8, even if the text names another encoding.
	 */
	private static final String PASTED = "text/xml; charset=UTF-8";

	private final AnswerReader reader;

	private final Admission admission;

	private final Foresight foresight;

	private final int maxAnswerSize;

	WhatIf(AnswerReader reader, Admission admission, Foresight foresight, int maxAnswerSize) {
		this.reader = reader;
		this.admission = admission;
		this.foresight = foresight;
		this.maxAnswerSize = maxAnswerSize;
	}

	/** Whether a pasted answer is neither empty nor longer than a login would take. */
	public boolean takes(String answer) {
		return !answer.isBlank() && answer.getBytes(StandardCharsets.UTF_8).length <= this.maxAnswerSize;
	}

	/**
	 * Whether an answer of a delegation's ENT can be read by itself. Those of other
	 * protocols count for one login alone, and are no proof outside it.
	 */
	public static boolean reads(Delegation delegation) {
		return delegation.signOn() instanceof Cas;
	}

	/** What a login through a delegation sends, expects and reads; asks no server. */
	public static LoginOutline outline(Establishment establishment, Delegation delegation) {
		return LoginOutlines.of(establishment, delegation);
	}

	/** Tells who a person would be recognised as; asks the store and changes nothing. */
	interface Foresight {

		Recognised foresee(Establishment establishment, Delegation delegation, RemoteIdentity identity);

	}

	/**
	 * What would come of this answer.
	 * @param establishment whose
	 * @param delegation through which it came; need not be saved
	 * @param answer as the ENT sent it
	 * @return what would come of it
	 * @throws IllegalArgumentException if it is empty or longer than a login would take
	 */
	public WhatIfResult answer(Establishment establishment, Delegation delegation, String answer) {
		return answer(establishment, delegation, answer.getBytes(StandardCharsets.UTF_8), PASTED);
	}

	/** As above, for the bytes themselves and the type that they were sent as. */
	public WhatIfResult answer(Establishment establishment, Delegation delegation, byte[] answer, String contentType) {
		if (answer.length == 0 || answer.length > this.maxAnswerSize) {
			throw new IllegalArgumentException("answer is 1 to " + this.maxAnswerSize + " bytes long");
		}
		Validation configured = Cas.of(delegation).validation();
		Reading reading = this.reader.read(answer, contentType, configured, establishment.page(EspaceKey.COMMUNE));
		if (reading.dialect() == null) {
			return failed(Kind.UNREADABLE, delegation, reading);
		}
		if (reading.dialect() != configured) {
			return failed(Kind.OTHER_DIALECT, delegation, reading);
		}
		RemoteIdentity identity = reading.identity();
		return (identity != null) ? vouched(establishment, delegation, identity, reading)
				: failed(Kind.REFUSED, delegation, reading);
	}

	/**
	 * What would come of a person with these profiles.
	 * @param establishment whose
	 * @param delegation through which they come; need not be saved
	 * @param profiles as an ENT releases them, or without {@code National_}; of
	 * EduConnect they are the accounts of pupils and guardians
	 * @param establishments released establishment codes; may be none
	 * @return what would come of it
	 */
	public WhatIfResult profiles(Establishment establishment, Delegation delegation, List<String> profiles,
			List<String> establishments) {
		if (profiles.size() > MAX_VALUES || establishments.size() > MAX_VALUES) {
			throw new IllegalArgumentException("profiles and establishments have at most " + MAX_VALUES + " entries");
		}
		AttributeNames names = delegation.attributes();
		Map<String, List<String>> attributes = new LinkedHashMap<>();
		put(attributes, names.user(), List.of(SOMEBODY));
		put(attributes, names.profiles(),
				profiles.stream()
					.map((EduConnect.of(delegation.signOn()) != null) ? WhatIf::account : WhatIf::national)
					.toList());
		put(attributes, names.establishments(), establishments);
		Validation dialect = (delegation.signOn() instanceof Cas cas) ? cas.validation() : null;
		return vouched(establishment, delegation, new RemoteIdentity(SOMEBODY, attributes),
				new Reading(null, null, dialect, true));
	}

	private static void put(Map<String, List<String>> attributes, List<String> names, List<String> values) {
		if (!names.isEmpty() && !values.isEmpty()) {
			attributes.put(names.get(0), values);
		}
	}

	private static String national(String profile) {
		String word = profile.strip();
		return word.toUpperCase(Locale.ROOT).startsWith(NATIONAL.toUpperCase(Locale.ROOT)) ? word : NATIONAL + word;
	}

	/** A kind of account of EduConnect, which knows pupils and guardians alone. */
	private static String account(String profile) {
		return switch (national(profile).substring(NATIONAL.length()).toUpperCase(Locale.ROOT)) {
			case "ELV", "1" -> "eleve2d";
			case "TUT", "2" -> "resp2d";
			default -> profile.strip();
		};
	}

	private static WhatIfResult failed(Kind kind, Delegation delegation, Reading reading) {
		return new WhatIfResult(kind, delegation, reading.dialect(), reading.refusal(), reading.live(), null, null,
				Set.of(), List.of());
	}

	private WhatIfResult vouched(Establishment establishment, Delegation delegation, RemoteIdentity identity,
			Reading reading) {
		Recognised recognised = Admission.belongsElsewhere(establishment, delegation, identity) ? null
				: this.foresight.foresee(establishment, delegation, identity);
		Login login = new Login(establishment, delegation, identity, recognised);
		List<Verdict> verdicts = Arrays.stream(EspaceKey.values())
			.map((key) -> verdict(login, establishment.espace(key)))
			.toList();
		// Page commune is open to every recognised person: it shows who that is.
		Visitor visitor = decide(login, EspaceKey.COMMUNE).<@Nullable Visitor>fold((admitted) -> admitted,
				(open) -> null, () -> null, () -> null);
		Recognition step = (recognised != null) ? step(recognised) : null;
		return new WhatIfResult(Kind.VOUCHED, delegation, reading.dialect(), null, reading.live(), visitor, step,
				identity.attributes().keySet(), verdicts);
	}

	/** A login that is played through; recognised only where the person belongs here. */
	private record Login(Establishment establishment, Delegation delegation, RemoteIdentity identity,
			@Nullable Recognised recognised) {
	}

	/** The step that decided; null for a link made earlier, and where none did. */
	private static @Nullable Recognition step(Recognised recognised) {
		return recognised.<@Nullable Recognition>fold(
				(local) -> (local.now() != null) ? Recognition.valueOf(local.now().name()) : null,
				(word) -> Recognition.PROFILE, (ask) -> Recognition.PASSWORD, (nobody) -> null);
	}

	private AdmissionDecision decide(Login login, EspaceKey espace) {
		Recognised recognised = login.recognised();
		if (recognised == null) {
			return new AdmissionDecision.OtherEstablishment();
		}
		return recognised.fold(
				(local) -> this.admission.decide(login.establishment(), espace, login.delegation(), login.identity(),
						local.person()),
				(word) -> this.admission.decide(login.establishment(), espace, login.delegation(), login.identity(),
						word.user()),
				(ask) -> new AdmissionDecision.Unknown(), (nobody) -> new AdmissionDecision.Unknown());
	}

	private Verdict verdict(Login login, Espace espace) {
		List<String> through = espace.delegations().stream().map(Delegation::id).toList();
		return new Verdict(espace.key(), answer(login, espace), through, espace.directLogin());
	}

	private Answer answer(Login login, Espace espace) {
		if (!login.establishment().published()) {
			return Answer.ESTABLISHMENT_CLOSED;
		}
		if (!espace.published()) {
			return Answer.ESPACE_CLOSED;
		}
		if (espace.key() == EspaceKey.ETABLISSEMENT) {
			return Answer.PUBLIC;
		}
		if (espace.delegation(login.delegation().id()).isEmpty()) {
			return Answer.NOT_DELEGATED;
		}
		Recognised recognised = login.recognised();
		boolean asked = recognised instanceof Recognised.AskPassword;
		boolean local = recognised instanceof Recognised.Local;
		boolean other = Admission.otherAccount(espace.key(), login.delegation(), login.identity()).isPresent();
		boolean families = espace.key() == EspaceKey.PARENT || espace.key() == EspaceKey.ELEVE;
		return decide(login, espace.key()).fold((visitor) -> Answer.OPENS, (open) -> {
			if (other) {
				return Answer.OTHER_ACCOUNT;
			}
			return local ? Answer.RECORD_NOT_ALLOWED : Answer.PROFILE_NOT_ALLOWED;
		}, () -> Answer.OTHER_ESTABLISHMENT, () -> {
			if (other && (families || !asked)) {
				return Answer.OTHER_ACCOUNT;
			}
			return asked ? Answer.PASSWORD_ASKED : Answer.UNKNOWN_PERSON;
		});
	}

}
