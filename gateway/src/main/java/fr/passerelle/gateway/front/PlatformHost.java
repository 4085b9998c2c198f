package fr.passerelle.gateway.front;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.PlatformAddresses;
import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.page.Pages;
import org.jspecify.annotations.Nullable;

/**
 * The host at which people come back from the platform's EduConnect. No establishment
 * answers there; the pages that are shown there need their files.
 */
final class PlatformHost {

	private final @Nullable String host;

	private final List<PlatformAddresses> addresses;

	private final OwnFiles files;

	/**
	 * Made once for the program.
	 * @param url the platform's address; null where it has none
	 * @param addresses of protocols
	 * @param files of pages
	 */
	PlatformHost(@Nullable String url, List<PlatformAddresses> addresses, OwnFiles files) {
		this.host = (url != null) ? Authority.required(URI.create(url)).host() : null;
		this.addresses = List.copyOf(addresses);
		this.files = files;
	}

	/** Whether a host is this one, at any port. */
	boolean own(String authority) {
		if (this.host == null) {
			return false;
		}
		Authority asked = Authority.parse(authority);
		return asked != null && asked.host().equals(this.host);
	}

	/** The answer to a request for this host; empty where nothing has the path. */
	Optional<CompletionStage<Answer>> answer(VisitorRequest request) {
		String path = request.path().decoded();
		for (PlatformAddresses one : this.addresses) {
			if (one.owns(path)) {
				return Optional.of(one.handle(request));
			}
		}
		return path.startsWith(Pages.ASSETS) ? this.files.find(path).map(CompletableFuture::completedFuture)
				: Optional.empty();
	}

}
