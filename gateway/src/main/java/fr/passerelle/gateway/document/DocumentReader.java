package fr.passerelle.gateway.document;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PathOwners;
import fr.passerelle.gateway.establishment.PathPattern;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into an {@link Establishment}, or into a list of everything that is
 * wrong with it. All configuration passes here: from the console, the API, files and the
 * store.
 */
public final class DocumentReader {

	private static final int MAX_NAME = 200;

	static final int MAX_REASON = 500;

	/** The placeholder for a value that is missing; the document is refused for it. */
	private static final URI NOWHERE = URI.create("http://localhost");

	private final String basePath;

	private final ReservedPaths reserved;

	private final PlatformEduConnect platform;

	/**
	 * Makes a reader.
	 * @param basePath under which the Espaces lie
	 * @param platform what delegations by the platform's EduConnect mean
	 */
	public DocumentReader(String basePath, PlatformEduConnect platform) {
		this.basePath = basePath;
		this.platform = platform;
		this.reserved = new ReservedPaths(basePath);
	}

	/**
	 * Reads a document.
	 * @param document any that could be parsed
	 * @param ents the catalogue for it; remembers which entries the document used
	 * @param version the number the result carries
	 * @return the establishment
	 * @throws InvalidDocumentException with every fault
	 */
	public Establishment read(ConfigurationDocument document, EntCopies ents, long version) {
		return read(document, ents, version, (faults) -> {
		});
	}

	/** As {@link #read(ConfigurationDocument, EntCopies, long)}, with more objections. */
	public Establishment read(ConfigurationDocument document, EntCopies ents, long version,
			Consumer<Faults> objections) {
		Faults faults = new Faults();
		Section root = new Section(document.copy(), "", faults, DocumentOrder.DOCUMENT);
		Uai uai = root.required("uai", DocumentReader::uai);
		String name = root.required("name", Texts.line(MAX_NAME));
		URI publicUrl = root.required("publicUrl", HttpAddress::publicOrigin);
		boolean published = root.flag("published", true);
		String reason = root.text("closedReason", Texts.line(MAX_REASON));
		OffsetDateTime until = root.text("closedUntil", Texts::moment);
		if (published && root.has("closedUntil")) {
			root.fault("closedUntil", FaultCode.NOT_CLOSED);
		}
		URI upstream = root.required("upstream", HttpAddress::origin);
		DelegationReader declared = new DelegationReader(ents, this.platform);
		List<Delegation> delegations = declared.read(root);
		EspaceReader espaceReader = new EspaceReader(delegations, declared, ents, this.reserved,
				(upstream != null) ? upstream : NOWHERE);
		Map<EspaceKey, Espace> espaces = espaceReader.read(root);
		List<PathPattern> publicPaths = publicPaths(root, espaceReader);
		objections.accept(faults);
		faults.throwIfAny();
		if (uai == null || name == null || publicUrl == null || upstream == null) {
			throw new IllegalStateException("a required key is missing without a fault");
		}
		return new Establishment(uai, name, publicUrl.toString(), version, published, reason,
				(until != null) ? until.toInstant() : null, this.basePath, delegations, espaces,
				new PathOwners(this.basePath, espaceReader.paths(), publicPaths), upstream);
	}

	/**
	 * Reads a delegation outside a document.
	 * @return null where it has a fault
	 */
	public @Nullable Delegation delegation(Section section, EntCopies ents) {
		return new DelegationReader(ents, this.platform).readOne(section);
	}

	private List<PathPattern> publicPaths(Section root, EspaceReader espaces) {
		if (!root.has("publicPaths")) {
			return List.of(new PathPattern(this.basePath + "/assets/**"));
		}
		return root.texts("publicPaths", EspaceReader.MAX_PATTERNS, (text) -> {
			PathPattern pattern = this.reserved.pattern(text, null);
			if (espaces.owns(pattern)) {
				throw new Flaw(FaultCode.PATH_NOT_PUBLIC);
			}
			return pattern;
		});
	}

	private static Uai uai(String text) {
		if (!Uai.isUai(text)) {
			throw new Flaw(FaultCode.NOT_UAI);
		}
		return new Uai(text);
	}

}
