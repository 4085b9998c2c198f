package fr.passerelle.gateway.console.account;

import java.security.Principal;
import java.util.List;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.AccountChange;
import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.PasskeyAccounts;
import fr.passerelle.gateway.account.SecondFactors;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.security.ConsoleSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The administrator's own account: name, password, second factor, sessions.
 */
@Controller
@RequestMapping("/console/account")
final class OwnAccountController {

	private static final String HOME = "redirect:/console/account";

	private final Administrators administrators;

	private final OwnAccount own;

	private final SecondFactors secondFactors;

	private final PasskeyAccounts passkeys;

	private final ConsoleSessions sessions;

	OwnAccountController(Administrators administrators, OwnAccount own, SecondFactors secondFactors,
			PasskeyAccounts passkeys, ConsoleSessions sessions) {
		this.administrators = administrators;
		this.own = own;
		this.secondFactors = secondFactors;
		this.passkeys = passkeys;
		this.sessions = sessions;
	}

	@ModelAttribute("account")
	Account account(Principal who) {
		return this.administrators.get(who.getName());
	}

	@GetMapping
	String show(@ModelAttribute("account") Account account, Principal who, Model model) {
		return page(account, who, model, new PersonForm(account.displayName(), account.email(), account.version()));
	}

	/**
	 * What was typed of oneself.
	 *
	 * @param seen the account's version when the page was made
	 */
	record PersonForm(@Nullable String displayName, @Nullable String email, @Nullable Long seen) {

		AccountChange change() {
			return AccountChange.person((this.displayName != null) ? this.displayName : "",
					(this.email != null) ? this.email : "");
		}

		PersonForm upon(Account now) {
			return new PersonForm(this.displayName, this.email, now.version());
		}

	}

	private String page(Account account, Principal who, Model model, PersonForm form) {
		model.addAttribute("form", form);
		model.addAttribute("sessions", this.sessions.count((SignedIn) who));
		model.addAttribute("recoveryCodes", this.secondFactors.recoveryCodesLeft(account));
		model.addAttribute("passkeys", this.passkeys.list(account.username()));
		return "account/home";
	}

	@PostMapping
	String change(@ModelAttribute("account") Account account, Principal who, Actor actor, PersonForm form,
			HttpServletResponse response, Model model, RedirectAttributes redirect) {
		try {
			this.administrators.change(account.username(), form.change(), Forms.upon(form.seen()), actor);
			Flash.done(redirect, "account.changed");
			return HOME;
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
			return page(account, who, model, form);
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			Account now = account(who);
			model.addAttribute("account", now);
			return page(now, who, model, form.upon(now));
		}
	}

	@GetMapping("/password")
	String password() {
		return "account/password";
	}

	@PostMapping("/password")
	String password(@ModelAttribute("account") Account account, Principal who, Actor actor,
			@RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "") String password,
			@RequestParam(defaultValue = "") String repeated, HttpServletRequest request, HttpServletResponse response,
			Model model, RedirectAttributes redirect) {
		try {
			Forms.same(password, repeated);
			Account changed = this.own.changePassword(account, current, password, actor);
			this.sessions.keep(request, response, ((SignedIn) who).renewed(changed));
			Flash.done(redirect, "account.password.changed");
			return HOME;
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
			model.addAttribute("strength", this.own.strength(account, password));
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
		}
		return "account/password";
	}

	/** How strong a password would be, while it is typed. */
	@PostMapping("/password/strength")
	String strength(@ModelAttribute("account") Account account, @RequestParam(defaultValue = "") String password,
			Model model) {
		model.addAttribute("strength", this.own.strength(account, password));
		return "account/parts :: strength";
	}

	@GetMapping("/second-factor")
	String secondFactor(@ModelAttribute("account") Account account, Model model) {
		if (account.secondFactor().codes()) {
			model.addAttribute("recoveryCodes", this.secondFactors.recoveryCodesLeft(account));
			return "account/second-factor";
		}
		return "account/enrolment";
	}

	/** Makes a secret and shows it, after the password and to this session alone. */
	@PostMapping("/second-factor/begin")
	String begin(@ModelAttribute("account") Account account, Principal who,
			@RequestParam(defaultValue = "") String password, HttpSession session, HttpServletResponse response,
			Model model) {
		try {
			this.own.checkPassword(account, password);
			Forms.enrolment(model, this.secondFactors.begin(account, Forms.place(session)));
			return "account/enrolment";
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			return secondFactor(account(who), model);
		}
	}

	@PostMapping("/second-factor")
	String enrol(@ModelAttribute("account") Account account, Principal who, Actor actor,
			@RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		String place = Forms.place(request.getSession());
		try {
			List<String> codes = this.secondFactors.confirm(account, place, code, actor);
			this.sessions.keep(request, response, ((SignedIn) who).enrolled(account(who)));
			return codesPage(codes, model);
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			this.secondFactors.underWay(account, place).ifPresent((begun) -> Forms.enrolment(model, begun));
			return secondFactor(account(who), model);
		}
	}

	private static String codesPage(List<String> codes, Model model) {
		model.addAttribute("codes", codes);
		model.addAttribute("next", "/console/account");
		return "account/recovery-codes";
	}

	@PostMapping("/second-factor/recovery-codes")
	String renew(@ModelAttribute("account") Account account, Actor actor,
			@RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "") String code,
			HttpServletResponse response, Model model) {
		try {
			return codesPage(this.secondFactors.renewRecoveryCodes(account, password, code, actor), model);
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			return secondFactor(account, model);
		}
	}

	@PostMapping("/second-factor/disable")
	String disable(@ModelAttribute("account") Account account, Principal who, Actor actor,
			@RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "") String code,
			HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		try {
			this.secondFactors.disable(account, password, code, actor);
			this.sessions.keep(request, response, ((SignedIn) who).renewed(account(who)));
			Flash.warn(redirect, "account.second.disabled");
			return HOME;
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
			return secondFactor(account, model);
		}
	}

	@PostMapping("/passkeys/delete")
	Object deletePasskey(@ModelAttribute("account") Account account, Principal who, Actor actor,
			@RequestParam String id, @RequestParam(defaultValue = "false") boolean confirmed,
			HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect) {
		if (!confirmed) {
			return Confirmation.of("account", "/console/account/passkeys/delete", "account.passkeys.delete.title")
				.saying("account.passkeys.delete.what")
				.with("id", id)
				.danger()
				.button("account.passkeys.delete", "/console/account")
				.page();
		}
		if (this.passkeys.delete(account.username(), id, actor)) {
			this.sessions.keep(request, response, ((SignedIn) who).renewed(account(who)));
			Flash.done(redirect, "account.passkeys.deleted");
		}
		return HOME;
	}

	/** Ends all of one's sessions, this one too. */
	@PostMapping("/sessions")
	Object endSessions(@ModelAttribute("account") Account account, Actor actor,
			@RequestParam(defaultValue = "false") boolean confirmed) {
		if (!confirmed) {
			ModelAndView page = Confirmation.of("account", "/console/account/sessions", "account.sessions.end.title")
				.saying("account.sessions.end.what")
				.danger()
				.button("account.sessions.end", "/console/account")
				.page();
			return page;
		}
		this.administrators.endSessions(account.username(), actor);
		return "redirect:/console/login?ended";
	}

}
