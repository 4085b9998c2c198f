package fr.passerelle.gateway.console.ents;

import java.io.IOException;
import java.time.Clock;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.console.SeeOther;
import fr.passerelle.gateway.enthealth.EntTrusts;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The platform's one agreement with EduConnect: what to register with the ministry, the
 * keys, and the establishments that go by it.
 */
@Controller
@RequestMapping(PlatformEduConnectPageController.PATH)
final class PlatformEduConnectPageController {

	static final String PATH = "/console/educonnect";

	private final PlatformEduConnect platform;

	private final EntTrusts trusts;

	private final Establishments establishments;

	private final Clock clock;

	PlatformEduConnectPageController(PlatformEduConnect platform, EntTrusts trusts, Establishments establishments,
			Clock clock) {
		this.platform = platform;
		this.trusts = trusts;
		this.establishments = establishments;
		this.clock = clock;
	}

	@GetMapping
	String page(Model model) {
		model.addAttribute("platform", this.platform);
		EduConnect educonnect = EduConnect.of(this.platform.saml());
		model.addAttribute("environment", (educonnect != null) ? educonnect.environment().word() : "");
		model.addAttribute("keys", this.trusts.platformKeys().ofPlatform());
		model.addAttribute("moment", this.clock.instant());
		model.addAttribute("schools",
				this.establishments.all().stream().filter(PlatformEduConnectPageController::isByPlatform).toList());
		return "ents/educonnect";
	}

	private static boolean isByPlatform(Establishment establishment) {
		return establishment.delegations().stream().anyMatch(PlatformEduConnect::leads);
	}

	@PostMapping("/keys")
	ModelAndView change(Actor actor, RedirectAttributes redirect) throws IOException {
		if (!this.platform.isThere()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (this.trusts.platformKeys().changePlatform(actor)) {
			Flash.done(redirect, "ents.educonnect.keys.done");
		}
		else {
			Flash.warn(redirect, "delegations.keys.underWay");
		}
		return SeeOther.at(PATH);
	}

}
