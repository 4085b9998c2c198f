package fr.passerelle.gateway.console.security;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.suspension.Suspension;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * The list of suspended addresses, which two pages show.
 */
final class SecurityPages {

	/**
	 * Most addresses on the page; more than that is an attack; all are released together.
	 */
	private static final int MAX_ROWS = 200;

	private final SuspendedAddresses suspended;

	private final Establishments establishments;

	SecurityPages(SuspendedAddresses suspended, Establishments establishments) {
		this.suspended = suspended;
		this.establishments = establishments;
	}

	/**
	 * Puts the list into a page.
	 * @param model the page's
	 * @param uai only those of this establishment; null for all
	 * @param path the address of the page
	 */
	void addList(Model model, @Nullable Uai uai, String path) {
		List<Suspension> all = this.suspended.list(uai);
		List<Suspension> rows = all.stream().limit(MAX_ROWS).toList();
		model.addAttribute("rows", rows);
		model.addAttribute("total", all.size());
		model.addAttribute("local", all.stream().anyMatch(Suspension::isLocal));
		model.addAttribute("schools", names(rows));
		model.addAttribute("path", path);
	}

	private Map<Uai, String> names(List<Suspension> rows) {
		return rows.stream()
			.map(Suspension::uai)
			.filter((uai) -> uai != null)
			.distinct()
			.collect(Collectors.toMap(Function.identity(), this.establishments::name));
	}

}
