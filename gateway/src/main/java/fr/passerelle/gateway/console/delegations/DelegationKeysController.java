package fr.passerelle.gateway.console.delegations;

import java.io.IOException;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.enthealth.EntTrusts;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The change of an establishment's keys, from the page of a delegation that uses them.
 */
@Controller
@RequestMapping("/console/establishments/{uai}/delegations")
final class DelegationKeysController {

	private final Establishments establishments;

	private final EntTrusts trusts;

	DelegationKeysController(Establishments establishments, EntTrusts trusts) {
		this.establishments = establishments;
		this.trusts = trusts;
	}

	@PostMapping("/{id}/keys")
	ModelAndView change(@PathVariable Uai uai, @PathVariable String id, Actor actor, RedirectAttributes redirect)
			throws IOException {
		Establishment establishment = this.establishments.now(uai).before();
		EntKeys keys = establishment.delegation(id)
			.map(this.trusts::keys)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (keys.change(uai, actor)) {
			Flash.done(redirect, "delegations.keys.done");
		}
		else {
			Flash.warn(redirect, "delegations.keys.underWay");
		}
		return SeeOther.at(DelegationPages.path(establishment) + "/" + id);
	}

}
