package fr.passerelle.gateway.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.metadata.DocumentRefusedException;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.Documents;

/**
 * Discovery documents with the key sets that they lead to. A file keeps both, each as a
 * line of base64: what the first tells counts once the second is there.
 */
final class DiscoveryDocuments implements Documents<Oidc> {

	private final Providers providers;

	private final FreshKeys freshKeys;

	private final ClientSecrets secrets;

	DiscoveryDocuments(Providers providers, FreshKeys freshKeys, ClientSecrets secrets) {
		this.providers = providers;
		this.freshKeys = freshKeys;
		this.secrets = secrets;
	}

	@Override
	public Class<Oidc> settings() {
		return Oidc.class;
	}

	@Override
	public void keepOnly(Map<Oidc, Set<Uai>> used) {
		Set<Uai> schools = new HashSet<>();
		used.values().forEach(schools::addAll);
		schools.forEach(this.secrets::prepare);
		this.freshKeys.keepOnly(used.keySet());
		this.providers.keepOnly(used.keySet());
	}

	@Override
	public URI address(Oidc oidc) {
		return oidc.discoveryUrl();
	}

	@Override
	public String file(Oidc oidc) {
		return SecretText.hash(oidc.discoveryUrl() + "\n" + oidc.issuerName()) + ".txt";
	}

	@Override
	public CompletionStage<byte[]> fetch(Oidc oidc, URI address, DocumentSource source) {
		return source.fetch(address, oidc.trustedCertificates(), Provider.MAX_DISCOVERY).thenCompose((discovery) -> {
			try {
				URI keysAt = Provider.discovered(discovery, oidc.issuerName()).keysAt();
				return source.fetch(keysAt, oidc.trustedCertificates(), Provider.MAX_KEYS)
					.thenApply((keys) -> lines(discovery, keys));
			}
			catch (OidcRefusedException ex) {
				return CompletableFuture.failedFuture(ex);
			}
		});
	}

	private static byte[] lines(byte[] discovery, byte[] keys) {
		Base64.Encoder base64 = Base64.getEncoder();
		return (base64.encodeToString(discovery) + "\n" + base64.encodeToString(keys) + "\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public void take(Oidc oidc, byte[] fetched) throws DocumentRefusedException {
		String[] lines = new String(fetched, StandardCharsets.US_ASCII).strip().split("\n", -1);
		if (lines.length != 2) {
			throw new DocumentRefusedException("The provider's documents are not two lines.");
		}
		try {
			Base64.Decoder base64 = Base64.getDecoder();
			this.providers.fetched(oidc,
					Provider.discovered(base64.decode(lines[0]), oidc.issuerName()).withKeys(base64.decode(lines[1])));
		}
		catch (OidcRefusedException ex) {
			throw new DocumentRefusedException(ex.sentence());
		}
		catch (IllegalArgumentException ex) {
			throw new DocumentRefusedException("The provider's documents are not in base64.");
		}
	}

	@Override
	public void remember(Oidc oidc, byte[] kept) throws DocumentRefusedException {
		take(oidc, kept);
	}

}
