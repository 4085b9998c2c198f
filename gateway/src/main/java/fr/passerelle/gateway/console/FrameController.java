package fr.passerelle.gateway.console;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.security.ConsoleCasServers;
import fr.passerelle.gateway.version.EstablishmentLine;
import fr.passerelle.gateway.version.EstablishmentList;
import fr.passerelle.gateway.version.EstablishmentQuery;
import fr.passerelle.gateway.version.EstablishmentQuery.Order;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The console's entrance: the sign-in, the page after it, the answer to administrators
 * without the right, and the assets.
 */
@Controller
@RequestMapping("/console")
final class FrameController {

	/** What the address of the form may say, as a name without value. */
	private static final Set<String> NEWS = Set.of("refused", "bye", "expired", "ended", "busy", "cas-down",
			"cas-refused");

	private static final Duration KEPT = Duration.ofDays(365);

	private final EstablishmentList list;

	private final ConsoleAssets assets;

	private final ConsoleCasServers casServers;

	FrameController(EstablishmentList list, ConsoleAssets assets, ConsoleCasServers casServers) {
		this.list = list;
		this.assets = assets;
		this.casServers = casServers;
	}

	/** An administrator of one establishment goes there, all others to the list. */
	@GetMapping({ "", "/" })
	String home(Grant may) {
		List<EstablishmentLine> some = this.list.find(new EstablishmentQuery("", may.establishments(), Order.UAI, 0, 2))
			.items();
		return (some.size() == 1) ? "redirect:/console/establishments/" + some.get(0).uai()
				: "redirect:/console/establishments";
	}

	@GetMapping("/login")
	String login(HttpServletRequest request, Model model) {
		String news = NEWS.stream().filter((name) -> request.getParameter(name) != null).findFirst().orElse(null);
		model.addAttribute("news", news);
		if (news != null) {
			this.casServers.find(request.getParameter(news))
				.ifPresent((server) -> model.addAttribute("casServer", server));
		}
		return "login";
	}

	/** After a CAS server vouched for a user whom no account is bound to. */
	@RequestMapping("/cas-unknown")
	String casUnknown(HttpServletRequest request, Model model) {
		Object unknown = request.getAttribute("fr.passerelle.cas-unknown");
		if (unknown == null) {
			return "redirect:/console/login";
		}
		model.addAttribute("news", "cas-unknown");
		model.addAttribute("casUnknown", unknown);
		return "login";
	}

	@RequestMapping("/suspended")
	String suspended(HttpServletRequest request, Model model) {
		Object seconds = request.getAttribute("fr.passerelle.suspended-for");
		if (seconds == null) {
			return "redirect:/console/login";
		}
		model.addAttribute("news", "suspended");
		model.addAttribute("wait", Duration.ofSeconds((Long) seconds));
		return "login";
	}

	@RequestMapping("/forbidden")
	String forbidden(Model model) {
		return refusal(model, "forbidden");
	}

	@RequestMapping("/expired")
	String expired(Model model) {
		return refusal(model, "expired");
	}

	static String refusal(Model model, String which) {
		model.addAttribute("which", which);
		return "refusal";
	}

	/** Addresses that no screen answers. */
	@RequestMapping("/**")
	String nothing(Model model, HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return refusal(model, "unknown");
	}

	@GetMapping("/assets/{version}/{name}")
	ResponseEntity<byte[]> asset(@PathVariable String version, @PathVariable String name) {
		byte @Nullable [] file = this.assets.file(name);
		if (file == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		CacheControl cache = this.assets.isCurrent(version) ? CacheControl.maxAge(KEPT).cachePublic().immutable()
				: CacheControl.noStore();
		return ResponseEntity.ok()
			.cacheControl(cache)
			.contentType(MediaType.parseMediaType(this.assets.type(name)))
			.body(file);
	}

}
