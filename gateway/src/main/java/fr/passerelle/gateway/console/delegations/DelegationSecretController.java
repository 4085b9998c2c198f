package fr.passerelle.gateway.console.delegations;

import java.io.IOException;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The secret that a delegation shares with its provider, from the delegation's page. */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationSecretController {

	private final Establishments establishments;

	private final DelegationSecrets secrets;

	DelegationSecretController(Establishments establishments, DelegationSecrets secrets) {
		this.establishments = establishments;
		this.secrets = secrets;
	}

	@PostMapping("/{id}/secret")
	ModelAndView set(@PathVariable Uai uai, @PathVariable String id, @RequestParam String secret, Actor actor,
			RedirectAttributes redirect) throws IOException {
		Establishment establishment = this.establishments.now(uai).before();
		Delegation delegation = establishment.delegation(id)
			.filter(this.secrets::isNeeded)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		try {
			this.secrets.set(uai, delegation, secret.strip(), actor);
			Flash.done(redirect, "delegations.secret.done");
		}
		catch (IllegalArgumentException ex) {
			Flash.warn(redirect, "delegations.secret.refused");
		}
		return SeeOther.at(DelegationPages.path(establishment) + "/" + id);
	}

}
