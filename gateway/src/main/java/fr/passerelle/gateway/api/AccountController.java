package fr.passerelle.gateway.api;

import java.security.Principal;

import fr.passerelle.gateway.admin.AccountChange;
import fr.passerelle.gateway.admin.Administrators;
import fr.passerelle.gateway.admin.OwnAccount;
import fr.passerelle.gateway.audit.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's own account.
 */
@RestController
@RequestMapping("/api/v1/account")
class AccountController {

	private final Administrators administrators;

	private final OwnAccount own;

	AccountController(Administrators administrators, OwnAccount own) {
		this.administrators = administrators;
		this.own = own;
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

	@GetMapping
	AccountView get(Principal who) {
		return AccountView.of(this.administrators.get(who.getName()));
	}

	@PatchMapping
	AccountView change(@RequestBody Changed changed, Principal who, Actor actor) {
		return AccountView.of(this.administrators.change(who.getName(),
				AccountChange.person(changed.displayName(), changed.email()), actor));
	}

	@PostMapping("/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void password(@RequestBody Passwords passwords, Principal who, Actor actor) {
		this.own.changePassword(this.administrators.get(who.getName()), text(passwords.currentPassword()),
				text(passwords.newPassword()), actor);
	}

	/** Ends all of one's console sessions. */
	@DeleteMapping("/sessions")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endSessions(Principal who, Actor actor) {
		this.administrators.endSessions(who.getName(), actor);
	}

	private static String text(@Nullable String given) {
		return (given != null) ? given : "";
	}

}
