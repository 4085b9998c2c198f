package fr.passerelle.gateway.login;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.directlogin.SessionOpener;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.AdmissionDecision;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.recognition.Recognised;
import fr.passerelle.gateway.recognition.Recognitions;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a person whom an ENT vouches for, decides whether they may enter, and opens
 * their session. Knows no page.
 */
final class Entry {

	private final Rapprochement rapprochement;

	private final Recognitions recognitions;

	private final SessionOpener opener;

	private final Admission admission = new Admission();

	/**
	 * Opens sessions.
	 * @param rapprochement finds the person
	 * @param recognitions has it done on other threads
	 * @param opener opens a session
	 */
	Entry(Rapprochement rapprochement, Recognitions recognitions, SessionOpener opener) {
		this.rapprochement = rapprochement;
		this.recognitions = recognitions;
		this.opener = opener;
	}

	/** A ticket was accepted: another establishment's people are not even recognised. */
	CompletionStage<Result> enter(VouchedLogin login) {
		Establishment establishment = login.visit().establishment();
		if (Admission.belongsElsewhere(establishment, login.delegation(), login.identity())) {
			return CompletableFuture.completedFuture(Refused.because(ErrorCode.OTHER_ESTABLISHMENT));
		}
		String address = login.visit().request().clientAddress();
		return this.recognitions
			.run(() -> this.rapprochement.recognise(establishment, login.delegation(), login.identity(), address))
			.thenApply((recognised) -> enter(login, recognised));
	}

	/** The person was asked for a local password and has none. */
	CompletionStage<Result> enterWithoutPassword(VouchedLogin login) {
		return this.recognitions
			.run(() -> this.rapprochement.recogniseWithoutPassword(login.visit().establishment(), login.delegation(),
					login.identity(), login.visit().request().clientAddress()))
			.thenApply((recognised) -> enter(login, recognised));
	}

	/** The person has just given the right local name and password; blocks. */
	Result enterAs(Person person, VouchedLogin login) {
		return enter(login, this.rapprochement.recogniseByPassword(login.visit().establishment(), login.delegation(),
				login.identity(), login.visit().request().clientAddress(), person));
	}

	private Result enter(VouchedLogin login, Recognised recognised) {
		Establishment establishment = login.visit().establishment();
		EspaceKey espace = login.visit().key();
		return recognised.fold(
				(local) -> enter(login,
						this.admission.decide(establishment, espace, login.delegation(), login.identity(),
								local.person())),
				(word) -> enter(login,
						this.admission.decide(establishment, espace, login.delegation(), login.identity(),
								word.user())),
				(ask) -> otherAccount(login).filter((other) -> isOfFamilies(login))
					.orElseGet(() -> new PasswordAsked(ask.optional())),
				(nobody) -> otherAccount(login)
					.orElseGet(() -> new Refused(ErrorCode.UNKNOWN_PERSON, Set.of(), nobody.why().name())));
	}

	/** Where families mix up their accounts; elsewhere a password may say who it is. */
	private static boolean isOfFamilies(VouchedLogin login) {
		EspaceKey espace = login.visit().key();
		return espace == EspaceKey.PARENT || espace == EspaceKey.ELEVE;
	}

	/**
	 * An account of another kind than the Espace's. Families are told before a password
	 * is asked for: a child's account is never linked to the parent's record by the
	 * parent's password.
	 */
	private static Optional<Result> otherAccount(VouchedLogin login) {
		return Admission.otherAccount(login.visit().key(), login.delegation(), login.identity())
			.map((account) -> new Refused(ErrorCode.PROFILE_NOT_ALLOWED, Set.of(), "the account is " + account,
					account));
	}

	private Result enter(VouchedLogin login, AdmissionDecision decision) {
		return decision.fold((visitor) -> open(login, visitor),
				(open) -> new Refused(ErrorCode.PROFILE_NOT_ALLOWED, open, null,
						Admission.otherAccount(login.visit().key(), login.delegation(), login.identity()).orElse(null)),
				() -> Refused.because(ErrorCode.OTHER_ESTABLISHMENT), () -> Refused.because(ErrorCode.UNKNOWN_PERSON));
	}

	private Result open(VouchedLogin login, Visitor visitor) {
		return new Opened(this.opener.throughEnt(login.visit(), visitor, login.delegation(), login.session()));
	}

	/** What came of it. */
	sealed interface Result {

		/** Reads the result. */
		<T> T fold(Function<Opened, T> opened, Function<PasswordAsked, T> asked, Function<Refused, T> refused);

	}

	/**
	 * The person is in.
	 *
	 * @param cookie holds the session's secret
	 */
	record Opened(SetCookie cookie) implements Result {

		@Override
		public <T> T fold(Function<Opened, T> opened, Function<PasswordAsked, T> asked, Function<Refused, T> refused) {
			return opened.apply(this);
		}

	}

	/**
	 * The local name and password have to say who the person is.
	 *
	 * @param optional whether a person without a local account may go on
	 */
	record PasswordAsked(boolean optional) implements Result {

		@Override
		public <T> T fold(Function<Opened, T> opened, Function<PasswordAsked, T> asked, Function<Refused, T> refused) {
			return asked.apply(this);
		}

	}

	/**
	 * The person may not enter.
	 *
	 * @param code why not
	 * @param open the Espaces that are open to this person
	 * @param detail for the journal
	 * @param account the kind of account that came, where it is the mishap; null where it
	 * is not
	 */
	record Refused(ErrorCode code, Set<EspaceKey> open, @Nullable String detail,
			@Nullable Profile account) implements Result {

		Refused(ErrorCode code, Set<EspaceKey> open, @Nullable String detail) {
			this(code, open, detail, null);
		}

		public Refused {
			open = Set.copyOf(open);
		}

		private static Refused because(ErrorCode code) {
			return new Refused(code, Set.of(), null);
		}

		@Override
		public <T> T fold(Function<Opened, T> opened, Function<PasswordAsked, T> asked, Function<Refused, T> refused) {
			return refused.apply(this);
		}

	}

}
