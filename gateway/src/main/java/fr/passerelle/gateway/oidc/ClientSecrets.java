package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.nimbusds.oauth2.sdk.auth.Secret;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.files.PrivateFiles;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients' secrets of each establishment, in files that only the program's user may
 * read. Each is kept for one provider and one client: an administrator who may write
 * another provider's address into a delegation does not get the secret sent there.
 */
final class ClientSecrets implements DelegationSecrets {

	/** Longest secret; the longest seen have 64 characters. */
	static final int MAX_LENGTH = 500;

	/** Delegations of one establishment that once had a secret. */
	private static final int MAX_KEPT = 100;

	private static final Pattern SECRET = Pattern.compile("[ -~]{1," + MAX_LENGTH + "}");

	private static final Logger logger = LoggerFactory.getLogger(ClientSecrets.class);

	private final Path folder;

	private final Consumer<AuditEntry> audit;

	private final Clock clock;

	/** By establishment, then by delegation. */
	private final Map<Uai, Map<String, Kept>> known = new ConcurrentHashMap<>();

	/** When the file was written that the secrets were read from. */
	private final Map<Uai, FileTime> readFrom = new HashMap<>();

	ClientSecrets(Path folder, Consumer<AuditEntry> audit, Clock clock) {
		this.folder = folder;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Reads the secrets of an establishment where another node may have changed them.
	 * Blocks. A damaged file stops nothing but logins by these delegations.
	 */
	synchronized void prepare(Uai uai) {
		Path file = file(uai);
		try {
			if (!Files.exists(file)) {
				this.known.remove(uai);
				this.readFrom.remove(uai);
				return;
			}
			FileTime written = Files.getLastModifiedTime(file);
			if (!written.equals(this.readFrom.get(uai))) {
				this.readFrom.put(uai, written);
				this.known.put(uai, read(Files.readString(file)));
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// Without the cause, whose text may quote the file.
			this.known.remove(uai);
			logger.error("{} cannot be read: set the secrets of its delegations again", file);
		}
	}

	/** The secret of a delegation; null where none is set for its provider and client. */
	@Nullable Secret find(Uai uai, Delegation delegation) {
		Kept kept = this.known.getOrDefault(uai, Map.of()).get(delegation.id());
		return (kept != null && kept.fits().equals(fits(delegation))) ? new Secret(kept.secret()) : null;
	}

	@Override
	public boolean isNeeded(Delegation delegation) {
		return delegation.signOn() instanceof Oidc oidc && oidc.hasSecret();
	}

	@Override
	public boolean isSet(Uai uai, Delegation delegation) {
		return delegation.signOn() instanceof Oidc && find(uai, delegation) != null;
	}

	@Override
	public void set(Uai uai, Delegation delegation, String secret, Actor actor) throws IOException {
		if (!SECRET.matcher(secret).matches()) {
			throw new IllegalArgumentException("a secret is 1 to " + MAX_LENGTH + " printable ASCII characters");
		}
		change(uai, delegation, new Kept(fits(delegation), secret), actor);
	}

	@Override
	public void remove(Uai uai, Delegation delegation, Actor actor) throws IOException {
		change(uai, delegation, null, actor);
	}

	private synchronized void change(Uai uai, Delegation delegation, @Nullable Kept next, Actor actor)
			throws IOException {
		prepare(uai);
		Map<String, Kept> kept = new LinkedHashMap<>(this.known.getOrDefault(uai, Map.of()));
		kept.remove(delegation.id());
		while (kept.size() >= MAX_KEPT) {
			kept.remove(kept.keySet().iterator().next());
		}
		if (next != null) {
			kept.put(delegation.id(), next);
		}
		StringBuilder text = new StringBuilder();
		kept.forEach((id, one) -> text.append(id)
			.append(' ')
			.append(one.fits())
			.append(' ')
			.append(Base64.getEncoder().encodeToString(one.secret().getBytes(StandardCharsets.US_ASCII)))
			.append('\n'));
		PrivateFiles.write(file(uai), text.toString().getBytes(StandardCharsets.US_ASCII));
		this.readFrom.put(uai, Files.getLastModifiedTime(file(uai)));
		this.known.put(uai, Map.copyOf(kept));
		this.audit.accept(AuditEntry.of(this.clock.instant(), AuditType.CLIENT_SECRET_CHANGED)
			.withUai(uai)
			.withDelegation(delegation.id())
			.by(actor));
	}

	private Path file(Uai uai) {
		return this.folder.resolve(uai.value() + ".secrets");
	}

	private static Map<String, Kept> read(String text) {
		Map<String, Kept> kept = new LinkedHashMap<>();
		for (String line : text.split("\n", -1)) {
			String[] parts = line.split(" ", -1);
			if (parts.length == 3) {
				kept.put(parts[0], new Kept(parts[1],
						new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.US_ASCII)));
			}
			else if (!line.isBlank()) {
				throw new IllegalArgumentException("not a line of three parts");
			}
		}
		return Map.copyOf(kept);
	}

	/** What a secret is good for: where it would be sent, and as whose. */
	private static String fits(Delegation delegation) {
		Oidc oidc = Oidc.of(delegation);
		return SecretText.hash(String.join("\n", oidc.issuerName(), oidc.discoveryUrl().toString(), oidc.clientId()));
	}

	/**
	 * A secret.
	 *
	 * @param fits the hash of what it is good for
	 * @param secret itself
	 */
	private record Kept(String fits, String secret) {

		@Override
		public String toString() {
			return "Kept[redacted]";
		}

	}

}
