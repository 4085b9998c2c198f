package fr.passerelle.gateway.console.security;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.suspension.InvalidRulesException;
import fr.passerelle.gateway.suspension.NumberedRules;
import fr.passerelle.gateway.suspension.RulesFault;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.suspension.RulesOvertakenException;
import fr.passerelle.gateway.suspension.SecurityRulesDraft;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Sécurité of the platform: all suspended addresses, and the rules of suspension.
 */
@Controller
@RequestMapping("/console/security")
class SecurityRulesController {

	private static final String PATH = "/console/security";

	private final SecurityPages pages;

	private final RulesInEffect rules;

	SecurityRulesController(SecurityPages pages, RulesInEffect rules) {
		this.pages = pages;
		this.rules = rules;
	}

	@GetMapping
	String show(Model model) {
		return page(model, RulesForm.of(this.rules.current()), List.of(), null);
	}

	/**
	 * What was typed stays, with its faults or beside what another administrator saved.
	 */
	@PostMapping("/rules")
	String change(RulesForm form, Actor actor, HttpServletResponse response, Model model, RedirectAttributes redirect) {
		try {
			this.rules.change(form.draft(), (number) -> number == form.base(), actor);
		}
		catch (InvalidRulesException ex) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return page(model, form, ex.faults(), null);
		}
		catch (RulesOvertakenException ex) {
			response.setStatus(HttpStatus.CONFLICT.value());
			RulesForm onTop = new RulesForm(ex.current().number(), form.attempts(), form.window(), form.suspension(),
					form.networks());
			return page(model, onTop, List.of(), ex.current());
		}
		Flash.done(redirect, "security.saved");
		return "redirect:" + PATH;
	}

	private String page(Model model, RulesForm form, List<RulesFault> faults, @Nullable NumberedRules theirs) {
		this.pages.addList(model, null, PATH);
		model.addAttribute("form", form);
		model.addAttribute("faults", faults);
		model.addAttribute("faultsOf", byField(faults));
		model.addAttribute("theirs", (theirs != null) ? RulesForm.of(theirs) : null);
		model.addAttribute("maxAttempts", SecurityRulesDraft.MAX_ATTEMPTS);
		model.addAttribute("maxWindow", SecurityRulesDraft.MAX_WINDOW.toMinutes());
		model.addAttribute("maxSuspension", SecurityRulesDraft.MAX_SUSPENSION.toMinutes());
		return "security/platform";
	}

	/** Every field's, none of them missing. */
	private static Map<String, List<RulesFault>> byField(List<RulesFault> faults) {
		return Arrays.stream(RulesFault.Field.values())
			.collect(Collectors.toMap(RulesFault.Field::path,
					(field) -> faults.stream().filter((fault) -> fault.field() == field).toList()));
	}

}
