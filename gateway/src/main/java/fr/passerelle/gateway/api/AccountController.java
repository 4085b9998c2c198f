package fr.passerelle.gateway.api;

import java.security.Principal;
import java.util.List;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.AccountChange;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.PasskeyAccounts;
import fr.passerelle.gateway.account.SecondFactors;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.version.ExpectedVersion;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The caller's own account. The call itself brought the password: a token may change
 * nothing here, and the password is not asked for again.
 */
@RestController
@RequestMapping("/api/v1/account")
class AccountController {

	private final Administrators administrators;

	private final OwnAccount own;

	private final SecondFactors secondFactors;

	private final PasskeyAccounts passkeys;

	AccountController(Administrators administrators, OwnAccount own, SecondFactors secondFactors,
			PasskeyAccounts passkeys) {
		this.administrators = administrators;
		this.own = own;
		this.secondFactors = secondFactors;
		this.passkeys = passkeys;
	}

	/** What may be changed of oneself; what is left out stays. */
	record Changed(@Nullable String displayName, @Nullable String email) {
	}

	/** A change of password. */
	record Passwords(@Nullable String currentPassword, @Nullable String newPassword) {

		@Override
		public String toString() {
			return "Passwords[redacted]";
		}

	}

	/** What an application needs to show codes. */
	record Enrolment(String secret, String link) {

		@Override
		public String toString() {
			return "Enrolment[redacted]";
		}

	}

	/** The first code that the application shows. */
	record Confirmation(@Nullable String code) {

		@Override
		public String toString() {
			return "Confirmation[redacted]";
		}

	}

	/** Recovery codes, this once. */
	record RecoveryCodes(List<String> recoveryCodes) {

		@Override
		public String toString() {
			return "RecoveryCodes[redacted]";
		}

	}

	@GetMapping
	OwnAccountView get(Principal who, HttpServletResponse response) {
		return view(this.administrators.get(who.getName()), response);
	}

	@PatchMapping
	OwnAccountView change(@RequestBody Changed changed, Principal who, ExpectedVersion expected, Actor actor,
			HttpServletResponse response) {
		AccountChange change = AccountChange.person(changed.displayName(), changed.email());
		return view(this.administrators.change(who.getName(), change, expected, actor), response);
	}

	private OwnAccountView view(Account account, HttpServletResponse response) {
		return OwnAccountView.of(AccountView.tag(response, account), this.secondFactors.recoveryCodesLeft(account),
				this.passkeys.list(account.username()));
	}

	@PostMapping("/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void password(@RequestBody Passwords passwords, Principal who, Actor actor) {
		this.own.changePassword(this.administrators.get(who.getName()), text(passwords.currentPassword()),
				text(passwords.newPassword()), actor);
	}

	/**
	 * Begins to set codes up, each time with another secret: nothing holds yet. This very
	 * call gave the password.
	 */
	@PostMapping("/second-factor")
	ResponseEntity<Enrolment> secondFactor(Principal who) {
		SecondFactors.Enrolment begun = this.secondFactors.begin(this.administrators.get(who.getName()), place(who));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new Enrolment(begun.secret(), begun.link()));
	}

	/** From now on this account has a second factor, and HTTP Basic is refused. */
	@PostMapping("/second-factor/confirmation")
	ResponseEntity<RecoveryCodes> confirm(@RequestBody Confirmation confirmation, Principal who, Actor actor) {
		List<String> codes = this.secondFactors.confirm(this.administrators.get(who.getName()), place(who),
				text(confirmation.code()), actor);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new RecoveryCodes(codes));
	}

	/** Ends all of one's console sessions. */
	@DeleteMapping("/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endSessions(Principal who, Actor actor) {
		this.administrators.endSessions(who.getName(), actor);
	}

	/** A call has no session: who calls is all that tells one beginning from another. */
	private static String place(Principal who) {
		return "api " + who.getName();
	}

	private static String text(@Nullable String given) {
		return (given != null) ? given : "";
	}

}
