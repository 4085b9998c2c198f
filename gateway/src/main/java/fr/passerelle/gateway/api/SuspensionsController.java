package fr.passerelle.gateway.api;

import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.access.AdministratorSuspensions;
import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.directlogin.Suspension;
import fr.passerelle.gateway.directlogin.Suspensions;
import fr.passerelle.gateway.web.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Suspended addresses: see them, release one.
 */
@RestController
@RequestMapping("/api/v1/suspensions")
class SuspensionsController {

	private final Suspensions visitors;

	private final Suspensions administrators;

	private final AuditTrail audit;

	private final Caller caller;

	private final Clock clock;

	SuspensionsController(Suspensions visitors, AdministratorSuspensions administrators, AuditTrail audit,
			Caller caller, Clock clock) {
		this.visitors = visitors;
		this.administrators = administrators.counts();
		this.audit = audit;
		this.caller = caller;
		this.clock = clock;
	}

	@GetMapping
	List<Suspension> list() {
		return Stream.of(this.visitors, this.administrators).flatMap((counts) -> counts.list().stream()).toList();
	}

	/** Takes any address of a suspended IPv6 range. */
	@DeleteMapping("/{address}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void release(@PathVariable String address, Principal principal, HttpServletRequest request) {
		String canonical = IpAddress.parse(address)
			.map(IpAddress::toString)
			.orElseThrow(() -> new UnknownResourceException("This is no IP address."));
		boolean visitor = this.visitors.release(canonical);
		boolean administrator = this.administrators.release(canonical);
		if (!visitor && !administrator) {
			throw new UnknownResourceException("This address is not suspended.");
		}
		this.audit.record(AuditEntry.of(this.clock.instant(), AuditType.ADDRESS_RELEASED)
			.withPerson(principal.getName())
			.withAddress(this.caller.address(request))
			.withDetail(canonical));
	}

	@ExceptionHandler
	ProblemDetail unknown(UnknownResourceException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

}
