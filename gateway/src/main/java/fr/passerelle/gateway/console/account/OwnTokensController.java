package fr.passerelle.gateway.console.account;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.NewToken;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.Token;
import fr.passerelle.gateway.account.Tokens;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.Flash;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The caller's own API tokens.
 */
@Controller
@RequestMapping("/console/account/tokens")
final class OwnTokensController {

	/** What the form proposes. */
	private static final int DAYS = 90;

	private final Tokens tokens;

	private final Administrators administrators;

	private final OwnAccount own;

	private final ZoneId zone;

	private final Clock clock;

	OwnTokensController(Tokens tokens, Administrators administrators, OwnAccount own, ZoneId zone, Clock clock) {
		this.tokens = tokens;
		this.administrators = administrators;
		this.own = own;
		this.zone = zone;
		this.clock = clock;
	}

	/** What was typed into the form. */
	record TokenForm(@Nullable String name, @Nullable String scope, @Nullable String establishments,
			@Nullable Boolean readOnly, @Nullable String expires) {
	}

	@GetMapping
	String list(Principal who, Model model) {
		LocalDate proposed = LocalDate.ofInstant(this.clock.instant(), this.zone).plusDays(DAYS);
		return page(who, new TokenForm("", "own", "", true, proposed.toString()), model);
	}

	private String page(Principal who, TokenForm form, Model model) {
		Account account = this.administrators.get(who.getName());
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.zone);
		model.addAttribute("account", account);
		model.addAttribute("tokens", this.tokens.list(who.getName()));
		model.addAttribute("form", form);
		model.addAttribute("now", this.clock.instant());
		model.addAttribute("first", today.plusDays(1).toString());
		model.addAttribute("last", today.plusDays(this.tokens.maxAge().toDays() - 1).toString());
		return "account/tokens";
	}

	/** Shows the token on this one page; nothing could show it again. */
	@PostMapping
	String create(Principal who, Actor actor, TokenForm form, @RequestParam(defaultValue = "") String password,
			HttpServletResponse response, Model model) {
		try {
			Account maker = this.administrators.get(who.getName());
			boolean readOnly = Boolean.TRUE.equals(form.readOnly()) || maker.grant().readOnly();
			var grant = "some".equals(form.scope())
					? Forms.grant("", (form.establishments() != null) ? form.establishments() : "", readOnly)
					: new Grant(maker.grant().establishments(), readOnly);
			this.own.checkPassword(maker, password);
			NewToken made = this.tokens.create(maker, (form.name() != null) ? form.name() : "", grant,
					expiry(form.expires()), actor);
			model.addAttribute("made", made);
			return list(who, model);
		}
		catch (InvalidAccountException ex) {
			Forms.faults(model, response, ex.faults());
		}
		catch (AccountRefusedException ex) {
			Forms.refused(model, response, ex);
		}
		return page(who, form, model);
	}

	/** The end of the day that was chosen. */
	private @Nullable Instant expiry(@Nullable String date) {
		try {
			return (date != null && !date.isBlank())
					? LocalDate.parse(date).plusDays(1).atStartOfDay(this.zone).toInstant() : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@PostMapping("/{id}/revoke")
	Object revoke(@PathVariable String id, Principal who, Actor actor,
			@RequestParam(defaultValue = "false") boolean confirmed, RedirectAttributes redirect) {
		if (!confirmed) {
			String name = this.tokens.list(who.getName())
				.stream()
				.filter((token) -> token.id().equals(id))
				.map(Token::name)
				.findFirst()
				.orElse("");
			return Confirmation
				.of("account", "/console/account/tokens/" + id + "/revoke", "account.tokens.revoke.title", name)
				.saying("account.tokens.revoke.what")
				.danger()
				.button("account.tokens.revoke", "/console/account/tokens")
				.page();
		}
		if (this.tokens.revoke(who.getName(), id, actor)) {
			Flash.done(redirect, "account.tokens.revoked");
		}
		return "redirect:/console/account/tokens";
	}

}
