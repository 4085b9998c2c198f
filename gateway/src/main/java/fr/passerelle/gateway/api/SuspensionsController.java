package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Suspended addresses: see them, release one or all; everywhere, or those that were
 * suspended at one establishment.
 */
@RestController
@RequestMapping("/api/v1")
class SuspensionsController {

	private final SuspendedAddresses suspended;

	private final Establishments establishments;

	SuspensionsController(SuspendedAddresses suspended, Establishments establishments) {
		this.suspended = suspended;
		this.establishments = establishments;
	}

	/**
	 * What a release of all did.
	 *
	 * @param released how many suspensions ended by it
	 */
	record Released(int released) {
	}

	@GetMapping("/suspensions")
	List<SuspensionView> list() {
		return views(null);
	}

	/** Takes any address of a suspended IPv6 range. */
	@DeleteMapping("/suspensions/{address}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void release(@PathVariable String address, Actor actor) {
		release(null, address, actor);
	}

	@DeleteMapping("/suspensions")
	Released releaseAll(Actor actor) {
		return new Released(this.suspended.releaseAll(null, actor));
	}

	@GetMapping("/establishments/{uai}/suspensions")
	List<SuspensionView> listAt(@PathVariable Uai uai) {
		return views(this.establishments.get(uai).uai());
	}

	@DeleteMapping("/establishments/{uai}/suspensions/{address}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void releaseAt(@PathVariable Uai uai, @PathVariable String address, Actor actor) {
		release(this.establishments.get(uai).uai(), address, actor);
	}

	@DeleteMapping("/establishments/{uai}/suspensions")
	Released releaseAllAt(@PathVariable Uai uai, Actor actor) {
		return new Released(this.suspended.releaseAll(this.establishments.get(uai).uai(), actor));
	}

	private List<SuspensionView> views(@Nullable Uai uai) {
		return this.suspended.list(uai).stream().map(SuspensionView::of).toList();
	}

	private void release(@Nullable Uai uai, String address, Actor actor) {
		if (IpAddress.parse(address).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "This is no IP address.");
		}
		if (!this.suspended.release(uai, address, actor)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, (uai != null)
					? "This address is not suspended at this establishment." : "This address is not suspended.");
		}
	}

}
