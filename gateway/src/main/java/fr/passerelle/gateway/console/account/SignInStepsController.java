package fr.passerelle.gateway.console.account;

import java.security.Principal;
import java.util.List;
import java.util.function.BiFunction;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.OwnAccount;
import fr.passerelle.gateway.account.SecondFactors;
import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.security.ConsoleSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The steps that may follow the password at a sign-in: a code, a new password, the setup
 * of a second factor. Each page is open only to administrators at exactly its step.
 */
@Controller
@RequestMapping("/console/login")
final class SignInStepsController {

	private static final String START = "redirect:/console/";

	private final SignIns signIns;

	private final Administrators administrators;

	private final OwnAccount own;

	private final SecondFactors secondFactors;

	private final ConsoleSessions sessions;

	SignInStepsController(SignIns signIns, Administrators administrators, OwnAccount own, SecondFactors secondFactors,
			ConsoleSessions sessions) {
		this.signIns = signIns;
		this.administrators = administrators;
		this.own = own;
		this.secondFactors = secondFactors;
		this.sessions = sessions;
	}

	/**
	 * Answers only at this step; otherwise the console's first page sends the
	 * administrator to the right one.
	 */
	private String at(NextStep step, @Nullable Principal who, BiFunction<SignedIn, Account, String> answer) {
		if (!(who instanceof SignedIn half)) {
			return START;
		}
		return this.signIns.standing(half)
			.filter((standing) -> standing.next() == step)
			.map((standing) -> answer.apply(half, standing.account()))
			.orElse(START);
	}

	@GetMapping("/code")
	String code(@Nullable Principal who, Model model) {
		return at(NextStep.SECOND_FACTOR, who, (half, account) -> codePage(account, model));
	}

	private static String codePage(Account account, Model model) {
		model.addAttribute("codes", account.secondFactor().codes());
		model.addAttribute("passkeys", account.secondFactor().passkeys() > 0);
		return "account/step-code";
	}

	@PostMapping("/code")
	String code(@Nullable Principal who, @RequestParam(defaultValue = "") String code, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return at(NextStep.SECOND_FACTOR, who, (half, account) -> {
			try {
				return "redirect:" + this.sessions.goOn(request, response, this.secondFactors.complete(half, code));
			}
			catch (AccountRefusedException ex) {
				this.sessions.refused(request, half, ex.reason().name());
				Forms.refused(model, response, ex);
				return codePage(account, model);
			}
		});
	}

	@GetMapping("/password")
	String password(@Nullable Principal who) {
		return at(NextStep.NEW_PASSWORD, who, (half, account) -> "account/step-password");
	}

	@PostMapping("/password")
	String password(@Nullable Principal who, @RequestParam(defaultValue = "") String current,
			@RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "") String repeated,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		return at(NextStep.NEW_PASSWORD, who, (half, account) -> {
			try {
				Forms.same(password, repeated);
				Account changed = this.own.changePassword(account, current, password,
						this.sessions.actor(request, half));
				return "redirect:" + this.sessions.goOn(request, response, half.renewed(changed));
			}
			catch (InvalidAccountException ex) {
				Forms.faults(model, response, ex.faults());
				model.addAttribute("strength", this.own.strength(account, password));
			}
			catch (AccountRefusedException ex) {
				this.sessions.refused(request, half, ex.reason().name());
				Forms.refused(model, response, ex);
			}
			return "account/step-password";
		});
	}

	/** How strong a password would be, while it is typed. */
	@PostMapping("/password/strength")
	String strength(@Nullable Principal who, @RequestParam(defaultValue = "") String password, Model model) {
		return at(NextStep.NEW_PASSWORD, who, (half, account) -> {
			model.addAttribute("strength", this.own.strength(account, password));
			return "account/parts :: strength";
		});
	}

	@GetMapping("/enrolment")
	String enrolment(@Nullable Principal who, Model model) {
		return at(NextStep.ENROLMENT, who, (half, account) -> enrolmentPage(half, model));
	}

	private static String enrolmentPage(SignedIn half, Model model) {
		model.addAttribute("byPassword", isByPassword(half));
		return "account/step-enrolment";
	}

	/** A person who came through a CAS server may never have had a password here. */
	private static boolean isByPassword(SignedIn half) {
		return half.means() != SignedIn.Means.CAS;
	}

	/**
	 * Makes a secret and shows it to this session alone, after the password where that
	 * began the sign-in.
	 */
	@PostMapping("/enrolment/begin")
	String begin(@Nullable Principal who, @RequestParam(defaultValue = "") String password, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return at(NextStep.ENROLMENT, who, (half, account) -> {
			try {
				if (isByPassword(half)) {
					this.own.checkPassword(account, password);
				}
				Forms.enrolment(model, this.secondFactors.begin(account, Forms.place(request.getSession())));
			}
			catch (AccountRefusedException ex) {
				this.sessions.refused(request, half, ex.reason().name());
				Forms.refused(model, response, ex);
			}
			return enrolmentPage(half, model);
		});
	}

	@PostMapping("/enrolment")
	String enrolment(@Nullable Principal who, @RequestParam(defaultValue = "") String code, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return at(NextStep.ENROLMENT, who, (half, account) -> {
			String place = Forms.place(request.getSession());
			try {
				List<String> codes = this.secondFactors.confirm(account, place, code,
						this.sessions.actor(request, half));
				Account enrolled = this.administrators.get(account.username());
				model.addAttribute("next", this.sessions.goOn(request, response, half.enrolled(enrolled)));
				model.addAttribute("codes", codes);
				return "account/recovery-codes";
			}
			catch (AccountRefusedException ex) {
				Forms.refused(model, response, ex);
				this.secondFactors.underWay(account, place).ifPresent((begun) -> Forms.enrolment(model, begun));
				return "account/step-enrolment";
			}
		});
	}

}
