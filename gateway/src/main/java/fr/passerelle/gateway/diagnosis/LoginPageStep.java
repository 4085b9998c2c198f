package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * Opens the login link as a browser would, without cookies, and classifies the page.
 */
final class LoginPageStep {

	/** Portal, choice of profile, EduConnect: four are usual. */
	static final int MAX_REDIRECTS = 6;

	private static final int FOUND = 200;

	private final EntLine line;

	private final Establishment establishment;

	private final Cas cas;

	private final Deadline deadline;

	private final Steps steps;

	LoginPageStep(EntLine line, Establishment establishment, Cas cas, Deadline deadline, Steps steps) {
		this.line = line;
		this.establishment = establishment;
		this.cas = cas;
		this.deadline = deadline;
		this.steps = steps;
	}

	/** Gives the first page, which is the ENT's own; null where there was none. */
	@Nullable Page examine(URI begin) {
		URI current = begin;
		Page first = null;
		Set<URI> seen = new HashSet<>();
		try {
			for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
				Page page = this.line.get(current, this.cas.trustedCertificates(), this.deadline.left());
				first = (first != null) ? first : page;
				if (!isRedirect(page)) {
					arrived(begin, current, page, hops);
					return first;
				}
				URI next = resolved(current, page.location());
				if (next == null || isEnd(begin, current, next)) {
					if (next == null) {
						add(current, Finding.LOGIN_PAGE_BAD_REDIRECT);
					}
					return first;
				}
				if (!seen.add(next) || hops == MAX_REDIRECTS) {
					add(current, Finding.LOGIN_PAGE_LOOP, String.valueOf(hops + 1));
					return first;
				}
				current = next;
			}
		}
		catch (LineException ex) {
			add(current, (ex.fault() == Fault.TIMEOUT) ? Finding.LOGIN_PAGE_TIMEOUT : Finding.LOGIN_PAGE_UNREACHABLE);
		}
		return first;
	}

	private void arrived(URI begin, URI end, Page page, int hops) {
		PageLook look = new PageLook(page);
		boolean elsewhere = !isSameHost(begin, end);
		String status = String.valueOf(page.status());
		if (look.refusesService()) {
			add(end, Finding.LOGIN_PAGE_SERVICE_REFUSED, this.establishment.registrationPattern(), look.title());
		}
		else if (page.status() == 404 || page.status() == 410) {
			add(end, Finding.LOGIN_PAGE_NOT_FOUND, status);
		}
		else if (page.status() != FOUND) {
			add(end, Finding.LOGIN_PAGE_STATUS, status, look.title());
		}
		else if (!isSecure(begin) && isSecure(end) && !elsewhere) {
			add(end, Finding.LOGIN_PAGE_UPGRADED, Steps.shown(end));
		}
		else if (elsewhere && look.isHtml()) {
			add(end, Finding.LOGIN_PAGE_ELSEWHERE, Steps.shown(end), String.valueOf(hops), look.title());
		}
		else {
			add(end, look.isLoginPage() ? Finding.LOGIN_PAGE_FOUND : Finding.LOGIN_PAGE_UNRECOGNISED, look.title());
		}
	}

	/** Whether a redirect is not to be followed; then a step says why. */
	private boolean isEnd(URI begin, URI current, URI next) throws LineException {
		if (isOurs(next)) {
			add(current, Finding.LOGIN_PAGE_RETURNS);
			return true;
		}
		if (isSecure(current) && !isSecure(next)) {
			add(current, Finding.LOGIN_PAGE_DOWNGRADED, Steps.shown(next));
			return true;
		}
		// The administrator may name a private host; a redirect from outside may not.
		if (!isSameHost(begin, next) && isPrivate(next) && !isPrivate(begin)) {
			add(current, Finding.LOGIN_PAGE_PRIVATE, Steps.origin(next));
			return true;
		}
		return false;
	}

	static boolean isSameHost(URI one, URI other) {
		return Authority.required(one).host().equals(Authority.required(other).host());
	}

	private boolean isOurs(URI address) {
		return Steps.origin(address).equals(this.establishment.publicUrl().toLowerCase(Locale.ROOT));
	}

	/**
	 * Behind a proxy only literal addresses are known here; names are looked up there.
	 */
	private boolean isPrivate(URI address) throws LineException {
		if (this.line.proxy(address) != null) {
			return IpAddress.parse(Authority.required(address).host()).map(IpAddress::isLocal).orElse(false);
		}
		return this.line.lookup(address, this.deadline.left()).stream().anyMatch((one) -> new IpAddress(one).isLocal());
	}

	private void add(URI at, Finding finding, String... seen) {
		this.steps.add(Kind.LOGIN_PAGE, Steps.shown(at), finding, seen);
	}

	static boolean isRedirect(Page page) {
		return page.status() >= 300 && page.status() < 400 && page.status() != 304;
	}

	/** Where a redirect leads; null where it is no address of a web server. */
	static @Nullable URI resolved(URI from, String location) {
		try {
			URI next = from.resolve(location.strip());
			String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
			boolean web = scheme.equals("http") || scheme.equals("https");
			return (web && Authority.of(next) != null && !location.isBlank()) ? next : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	static boolean isSecure(URI address) {
		return "https".equalsIgnoreCase(address.getScheme());
	}

}
