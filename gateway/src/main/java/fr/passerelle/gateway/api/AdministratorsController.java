package fr.passerelle.gateway.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.account.AccountChange;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.CasAccounts;
import fr.passerelle.gateway.account.CasUser;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.account.OneTimePassword;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Administrators: list, make, change, lock, delete.
 */
@RestController
@RequestMapping(AdministratorsController.PATH)
class AdministratorsController {

	static final String PATH = "/api/v1/administrators";

	private final Administrators administrators;

	private final SecondFactors secondFactors;

	private final CasAccounts casAccounts;

	AdministratorsController(Administrators administrators, SecondFactors secondFactors, CasAccounts casAccounts) {
		this.casAccounts = casAccounts;
		this.administrators = administrators;
		this.secondFactors = secondFactors;
	}

	/** What makes an account. */
	record Wanted(@Nullable String username, @Nullable String displayName, @Nullable String email,
			@Nullable GrantView grant) {
	}

	/** What may be changed; what is left out stays. */
	record Changed(@Nullable String displayName, @Nullable String email, @Nullable GrantView grant,
			@Nullable Boolean locked) {
	}

	/** A user of a CAS server, exactly as the server writes it. */
	record CasBinding(@Nullable String server, @Nullable String user) {
	}

	/** A password that is shown once. */
	record FirstPassword(String username, String password, Instant until) {

		static FirstPassword of(OneTimePassword made) {
			return new FirstPassword(made.username(), made.password(), made.until());
		}

		@Override
		public String toString() {
			return "FirstPassword[" + this.username + "]";
		}

	}

	@GetMapping
	List<AccountView> list() {
		return this.administrators.list().stream().map(AccountView::of).toList();
	}

	@PostMapping
	ResponseEntity<FirstPassword> create(@RequestBody Wanted wanted, Actor actor) {
		GrantView grant = (wanted.grant() != null) ? wanted.grant() : new GrantView(null, null, null);
		OneTimePassword made = this.administrators.create(
				new NewAccount(text(wanted.username()), text(wanted.displayName()), wanted.email(), grant.toGrant()),
				actor);
		return ResponseEntity.created(URI.create(PATH + "/" + UriUtils.encode(made.username(), StandardCharsets.UTF_8)))
			.cacheControl(CacheControl.noStore())
			.body(FirstPassword.of(made));
	}

	@GetMapping("/{username}")
	AccountView get(@PathVariable String username, HttpServletResponse response) {
		return AccountView.of(AccountView.tag(response, this.administrators.get(username)));
	}

	@PatchMapping("/{username}")
	AccountView change(@PathVariable String username, @RequestBody Changed changed, ExpectedVersion expected,
			Actor actor, HttpServletResponse response) {
		AccountChange change = new AccountChange(changed.displayName(), changed.email(),
				(changed.grant() != null) ? changed.grant().toGrant() : null, changed.locked());
		return AccountView.of(AccountView.tag(response, this.administrators.change(username, change, expected, actor)));
	}

	@DeleteMapping("/{username}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String username, Actor actor) {
		this.administrators.delete(username, actor);
	}

	/** Makes up another password. */
	@PostMapping("/{username}/password")
	ResponseEntity<FirstPassword> password(@PathVariable String username, Actor actor) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(FirstPassword.of(this.administrators.newPassword(username, actor)));
	}

	/** Removes codes and passkeys that an administrator lost. */
	@DeleteMapping("/{username}/second-factor")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void secondFactor(@PathVariable String username, Actor actor) {
		this.secondFactors.reset(username, actor);
	}

	/**
	 * Binds an account to a user of one of the console's CAS servers; its sessions end.
	 */
	@PutMapping("/{username}/cas")
	AccountView bind(@PathVariable String username, @RequestBody CasBinding wanted, Actor actor) {
		return AccountView
			.of(this.casAccounts.bind(username, new CasUser(text(wanted.server()), text(wanted.user())), actor));
	}

	/** Takes the binding away; its sessions end. */
	@DeleteMapping("/{username}/cas")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unbind(@PathVariable String username, Actor actor) {
		this.casAccounts.bind(username, null, actor);
	}

	private static String text(@Nullable String given) {
		return (given != null) ? given : "";
	}

}
