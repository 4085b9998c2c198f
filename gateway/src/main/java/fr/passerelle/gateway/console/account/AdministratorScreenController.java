package fr.passerelle.gateway.console.account;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.AccountChange;
import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.CasAccounts;
import fr.passerelle.gateway.account.CasUser;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.NewAccount;
import fr.passerelle.gateway.account.OneTimePassword;
import fr.passerelle.gateway.account.SecondFactors;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.Plans;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * All administrators, for administrators of the platform.
 */
@Controller
@RequestMapping("/console/administrators")
final class AdministratorScreenController {

	private static final String LIST = "/console/administrators";

	private static final String SECTION = "administrators";

	private final Administrators administrators;

	private final SecondFactors secondFactors;

	private final CasAccounts casAccounts;

	private final Plans plans;

	AdministratorScreenController(Administrators administrators, SecondFactors secondFactors, CasAccounts casAccounts,
			Plans plans) {
		this.casAccounts = casAccounts;
		this.administrators = administrators;
		this.secondFactors = secondFactors;
		this.plans = plans;
	}

	/**
	 * What was typed into the form.
	 *
	 * @param seen the account's version when the page was made; null where there was none
	 */
	record AccountForm(@Nullable String username, @Nullable String displayName, @Nullable String email,
			@Nullable String scope, @Nullable String establishments, @Nullable Boolean readOnly, @Nullable Long seen) {

		static AccountForm of(Account account) {
			return new AccountForm(account.username(), account.displayName(), account.email(),
					account.grant().wholePlatform() ? "platform" : "some", codes(account.grant(), " "),
					account.grant().readOnly(), account.version());
		}

		/** As it was typed, and now upon what has just been read. */
		AccountForm upon(Account now) {
			return new AccountForm(this.username, this.displayName, this.email, this.scope, this.establishments,
					this.readOnly, now.version());
		}

		static String codes(Grant grant, String between) {
			Set<Uai> bound = grant.establishments();
			return (bound != null) ? bound.stream().map(Uai::value).sorted().collect(Collectors.joining(between)) : "";
		}

		Grant grant() {
			return Forms.grant((this.scope != null) ? this.scope : "",
					(this.establishments != null) ? this.establishments : "", Boolean.TRUE.equals(this.readOnly));
		}

	}

	@GetMapping
	String list(Model model) {
		model.addAttribute("accounts", this.administrators.list());
		return "account/administrators";
	}

	@GetMapping("/new")
	String blank(Model model) {
		model.addAttribute("form", new AccountForm("", "", "", "some", "", false, null));
		return "account/administrator-new";
	}

	@PostMapping
	String create(AccountForm form, Actor actor, HttpServletResponse response, Model model) {
		try {
			OneTimePassword made = this.administrators
				.create(new NewAccount((form.username() != null) ? form.username() : "",
						(form.displayName() != null) ? form.displayName() : "", form.email(), form.grant()), actor);
			return shown(made, "account.admins.created", model);
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
		}
		model.addAttribute("form", form);
		return "account/administrator-new";
	}

	private static String shown(OneTimePassword made, String title, Model model) {
		model.addAttribute("made", made);
		model.addAttribute("title", title);
		return "account/one-time-password";
	}

	@GetMapping("/{username}")
	String show(@PathVariable String username, Model model) {
		Account account = existing(username);
		model.addAttribute("account", account);
		model.addAttribute("form", AccountForm.of(account));
		return "account/administrator";
	}

	@PostMapping("/{username}")
	Object change(@PathVariable String username, AccountForm form, Actor actor,
			@ModelAttribute(name = "when", binding = false) Moments when,
			@RequestParam(defaultValue = "false") boolean confirmed, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		Account account = existing(username);
		AccountForm again = form;
		try {
			AccountChange change = change(account, form);
			Account wanted = this.administrators.preview(username, change, Forms.upon(form.seen()));
			if (!confirmed && !wanted.grant().equals(account.grant())) {
				return sayingPlans(rights(username, form, wanted.grant()), username, when).page();
			}
			this.administrators.change(username, change, Forms.upon(form.seen()), actor);
			Flash.done(redirect, "account.admins.changed", username);
			return "redirect:" + page(username);
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			account = existing(username);
			again = form.upon(account);
		}
		model.addAttribute("account", account);
		model.addAttribute("form", again);
		return "account/administrator";
	}

	private static AccountChange change(Account account, AccountForm form) {
		Grant grant = account.first() ? account.grant() : form.grant();
		return new AccountChange(form.displayName(), form.email(), grant.equals(account.grant()) ? null : grant, null);
	}

	private static Confirmation rights(String username, AccountForm form, Grant wanted) {
		String scope = wanted.wholePlatform() ? "platform" : "some";
		return Confirmation.of(SECTION, page(username), "account.admins.rights.title", username)
			.saying("account.admins.rights." + scope + (wanted.readOnly() ? ".reading" : ""),
					AccountForm.codes(wanted, ", "))
			.saying("account.admins.edit.what")
			.with("displayName", form.displayName())
			.with("email", form.email())
			.with("scope", form.scope())
			.with("establishments", form.establishments())
			.with("readOnly", form.readOnly())
			.with("seen", form.seen())
			.button("account.admins.rights", page(username));
	}

	/** Plans that this person made, of which some will fail by what is asked here. */
	private Confirmation sayingPlans(Confirmation asked, String username, Moments when) {
		this.plans.waitingOf(username)
			.forEach((plan) -> asked.saying("account.admins.plan", plan.uai().value(), when.full(plan.at())));
		return asked;
	}

	@PostMapping("/{username}/lock")
	Object lock(@PathVariable String username, Actor actor,
			@ModelAttribute(name = "when", binding = false) Moments when,
			@RequestParam(defaultValue = "false") boolean confirmed, RedirectAttributes redirect) {
		if (!confirmed) {
			return sayingPlans(asked(username, "lock").saying("account.admins.lock.what"), username, when).page();
		}
		return done(username, redirect, "account.admins.locked",
				() -> this.administrators.change(username, new AccountChange(null, null, null, true), actor));
	}

	@PostMapping("/{username}/unlock")
	Object unlock(@PathVariable String username, Actor actor, RedirectAttributes redirect) {
		return done(username, redirect, "account.admins.unlocked",
				() -> this.administrators.change(username, new AccountChange(null, null, null, false), actor));
	}

	@PostMapping("/{username}/password")
	Object password(@PathVariable String username, Actor actor, @RequestParam(defaultValue = "false") boolean confirmed,
			Model model, RedirectAttributes redirect) {
		if (!confirmed) {
			return asked(username, "password").saying("account.admins.password.what").page();
		}
		try {
			return shown(this.administrators.newPassword(username, actor), "account.admins.password.made", model);
		}
		catch (AccountRefusedException ex) {
			Flash.failed(redirect, "account.refused." + ex.reason());
			return "redirect:" + page(username);
		}
	}

	@PostMapping("/{username}/second-factor")
	Object secondFactor(@PathVariable String username, Actor actor,
			@RequestParam(defaultValue = "false") boolean confirmed, RedirectAttributes redirect) {
		if (!confirmed) {
			return asked(username, "second-factor").saying("account.admins.second-factor.what").page();
		}
		return done(username, redirect, "account.admins.second-factor.reset",
				() -> this.secondFactors.reset(username, actor));
	}

	@PostMapping("/{username}/cas")
	Object cas(@PathVariable String username, Actor actor, @RequestParam(defaultValue = "") String server,
			@RequestParam(defaultValue = "") String user, HttpServletResponse response, Model model,
			RedirectAttributes redirect) {
		Account account = existing(username);
		CasUser wanted = user.isBlank() ? null : new CasUser(server, user.strip());
		try {
			this.casAccounts.bind(username, wanted, actor);
			Flash.done(redirect, (wanted != null) ? "account.admins.cas.bound" : "account.admins.cas.unbound",
					username);
			return "redirect:" + page(username);
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
		}
		model.addAttribute("account", account);
		model.addAttribute("form", AccountForm.of(account));
		model.addAttribute("casTyped", new CasUser(server, user));
		return "account/administrator";
	}

	@PostMapping("/{username}/delete")
	Object delete(@PathVariable String username, Actor actor,
			@ModelAttribute(name = "when", binding = false) Moments when,
			@RequestParam(defaultValue = "false") boolean confirmed, RedirectAttributes redirect) {
		if (!confirmed) {
			return sayingPlans(asked(username, "delete").saying("account.admins.delete.what"), username, when).page();
		}
		try {
			this.administrators.delete(username, actor);
			Flash.done(redirect, "account.admins.deleted", username);
			return "redirect:" + LIST;
		}
		catch (AccountRefusedException ex) {
			Flash.failed(redirect, "account.refused." + ex.reason());
			return "redirect:" + page(username);
		}
	}

	private Confirmation asked(String username, String action) {
		existing(username);
		return Confirmation.of(SECTION, page(username) + "/" + action, "account.admins." + action + ".title", username)
			.danger()
			.button("account.admins." + action, page(username));
	}

	private static String done(String username, RedirectAttributes redirect, String key, Runnable change) {
		try {
			change.run();
			Flash.done(redirect, key, username);
		}
		catch (AccountRefusedException ex) {
			Flash.failed(redirect, "account.refused." + ex.reason());
		}
		return "redirect:" + page(username);
	}

	private static String page(String username) {
		return LIST + "/" + UriUtils.encodePathSegment(username, StandardCharsets.UTF_8);
	}

	private Account existing(String username) {
		try {
			return this.administrators.get(username);
		}
		catch (AccountRefusedException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, ex.getMessage(), ex);
		}
	}

}
