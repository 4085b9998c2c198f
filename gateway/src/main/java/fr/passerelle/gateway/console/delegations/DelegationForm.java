package fr.passerelle.gateway.console.delegations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.document.DelegationBlock.Cas;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of one delegation as it was typed. It survives every round between form,
 * search, diagnosis and preview as its own fields; nothing of it is kept by the server.
 *
 * @param id of the delegation that is changed; empty for a new one
 * @param label the name visitors choose by
 * @param active whether it is offered
 * @param ent the catalogue's entry; empty for manual configuration
 * @param serverUrl URL du serveur CAS
 * @param differs whether login and validation have addresses of their own
 * @param loginUrl where the browser is sent
 * @param validationUrl where tickets are validated
 * @param logoutUrl where the ENT's session ends
 * @param validation the dialect; empty: the catalogue's
 * @param renew whether the password is asked for at every login
 * @param certificates PEM
 * @param attributes names by meaning, separated by commas
 * @param recognition how people are recognised, in order
 * @param espaces the Espaces that it leads into
 * @param direct the Espaces that allow direct login
 */
record DelegationForm(String id, String label, boolean active, String ent, String serverUrl, boolean differs,
		String loginUrl, String validationUrl, String logoutUrl, String validation, boolean renew, String certificates,
		Map<String, String> attributes, List<String> recognition, Set<EspaceKey> espaces, Set<EspaceKey> direct) {

	static final String ATTRIBUTE = "attribute.";

	/** Longest text of a field that is looked at; certificates are the longest. */
	private static final int MAX_TEXT = 100_000;

	/** What a manual delegation starts with: the dialect that most ENTs speak. */
	private static final String USUAL = "CAS2";

	DelegationForm {
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		recognition = List.copyOf(recognition);
		espaces = Collections.unmodifiableSet(new LinkedHashSet<>(espaces));
		direct = Collections.unmodifiableSet(new LinkedHashSet<>(direct));
	}

	/** An empty one, for a school as it is. */
	static DelegationForm empty(Matrix matrix) {
		return new DelegationForm("", "", true, "", "", false, "", "", "", USUAL, false, "", Map.of(), List.of(),
				Set.of(), direct(matrix));
	}

	/** One that stands in the document. */
	static DelegationForm of(DelegationBlock block, Matrix matrix) {
		Cas cas = block.cas();
		Map<String, String> attributes = new LinkedHashMap<>();
		block.attributes().forEach((meaning, names) -> attributes.put(meaning, String.join(", ", names)));
		return new DelegationForm(block.id(), block.label(), block.active(), text(block.ent()), text(cas.serverUrl()),
				cas.loginUrl() != null || cas.validationUrl() != null, text(cas.loginUrl()), text(cas.validationUrl()),
				text(cas.logoutUrl()), text(cas.validation()), cas.renew(), text(cas.trustedCertificates()), attributes,
				block.recognition(), Set.copyOf(matrix.espacesOf(block.id())), direct(matrix));
	}

	/** The same under no id, for a second one like it. */
	DelegationForm duplicate() {
		return new DelegationForm("", this.label, this.active, this.ent, this.serverUrl, this.differs, this.loginUrl,
				this.validationUrl, this.logoutUrl, this.validation, this.renew, this.certificates, this.attributes,
				this.recognition, Set.of(), this.direct);
	}

	/** What was sent. */
	static DelegationForm read(MultiValueMap<String, String> sent) {
		Map<String, String> attributes = new LinkedHashMap<>();
		DelegationBlock.MEANINGS.forEach((meaning) -> attributes.put(meaning, text(sent, ATTRIBUTE + meaning)));
		return new DelegationForm(text(sent, "id"), text(sent, "label"), sent.containsKey("active"), text(sent, "ent"),
				text(sent, "serverUrl"), sent.containsKey("differs"), text(sent, "loginUrl"),
				text(sent, "validationUrl"), text(sent, "logoutUrl"), text(sent, "validation"),
				sent.containsKey("renew"), text(sent, "certificates"), attributes,
				texts(sent, "recognition").stream().filter((one) -> !one.isEmpty()).distinct().toList(),
				keys(sent, "espace"), keys(sent, "direct"));
	}

	/**
	 * Another entry of the catalogue, or none; its name is the label until one is typed.
	 */
	DelegationForm choosing(String entry, String name) {
		return new DelegationForm(this.id, this.label.isEmpty() ? name : this.label, this.active, entry,
				entry.isEmpty() ? this.serverUrl : "", !entry.isEmpty() ? false : this.differs,
				entry.isEmpty() ? this.loginUrl : "", entry.isEmpty() ? this.validationUrl : "",
				entry.isEmpty() ? this.logoutUrl : "", entry.isEmpty() ? USUAL : "", this.renew, this.certificates,
				this.attributes, this.recognition, this.espaces, this.direct);
	}

	/** Whether it stands in the document already. */
	public boolean isNew() {
		return this.id.isEmpty();
	}

	/** Whether the addresses are typed by hand alone. */
	public boolean isManual() {
		return this.ent.isEmpty();
	}

	/** The id that it has, or would get. */
	String idIn(ConfigurationDocument document) {
		return isNew() ? DelegationBlock.freeId(document, !this.ent.isEmpty() ? this.ent : this.label) : this.id;
	}

	/** The block that it stands for. */
	DelegationBlock block(ConfigurationDocument document) {
		Cas cas = new Cas(orNull(this.serverUrl), this.differs ? orNull(this.loginUrl) : null,
				this.differs ? orNull(this.validationUrl) : null, orNull(this.logoutUrl), orNull(this.validation),
				this.renew, orNull(this.certificates));
		Map<String, List<String>> names = new LinkedHashMap<>();
		this.attributes.forEach((meaning, typed) -> {
			List<String> list = Arrays.stream(typed.split("[,;]"))
				.map(String::strip)
				.filter((one) -> !one.isEmpty())
				.toList();
			if (!list.isEmpty()) {
				names.put(meaning, list);
			}
		});
		return new DelegationBlock(idIn(document), this.label, this.active, orNull(this.ent), cas, names,
				this.recognition);
	}

	/**
	 * The whole change: the delegation, and the Espaces that it leads into. What is as it
	 * was is not written anew, since that would take up a newer catalogue.
	 */
	DocumentEdit edit() {
		return (document) -> {
			DelegationBlock block = block(document);
			boolean same = DelegationBlock.find(document, block.id()).filter(block::equals).isPresent();
			ConfigurationDocument changed = same ? document : DelegationEdit.put(block).applyTo(document);
			return new MatrixEdit(rows(Matrix.of(changed), block.id())).applyTo(changed);
		};
	}

	private Map<EspaceKey, EspacePatch> rows(Matrix matrix, String own) {
		Map<EspaceKey, EspacePatch> rows = new LinkedHashMap<>();
		for (EspaceKey key : EspaceKey.values()) {
			if (key == EspaceKey.ETABLISSEMENT) {
				continue;
			}
			List<String> wanted = new ArrayList<>(matrix.row(key).delegations());
			wanted.remove(own);
			if (this.espaces.contains(key)) {
				List<String> before = matrix.row(key).delegations();
				wanted.add(before.contains(own) ? before.indexOf(own) : wanted.size(), own);
			}
			rows.put(key, matrix.row(key).delegatedTo(wanted, this.direct.contains(key)));
		}
		return rows;
	}

	/** Its fields, to be carried on by a page that shows none of them. */
	List<Field> fields() {
		List<Field> fields = new ArrayList<>();
		fields.add(new Field("id", this.id));
		fields.add(new Field("label", this.label));
		fields.add(new Field("ent", this.ent));
		fields.add(new Field("serverUrl", this.serverUrl));
		fields.add(new Field("loginUrl", this.loginUrl));
		fields.add(new Field("validationUrl", this.validationUrl));
		fields.add(new Field("logoutUrl", this.logoutUrl));
		fields.add(new Field("validation", this.validation));
		fields.add(new Field("certificates", this.certificates));
		this.attributes.forEach((meaning, names) -> fields.add(new Field(ATTRIBUTE + meaning, names)));
		this.recognition.forEach((one) -> fields.add(new Field("recognition", one)));
		this.espaces.forEach((key) -> fields.add(new Field("espace", key.key())));
		this.direct.forEach((key) -> fields.add(new Field("direct", key.key())));
		ticked(fields, "active", this.active);
		ticked(fields, "differs", this.differs);
		ticked(fields, "renew", this.renew);
		return fields;
	}

	private static void ticked(List<Field> fields, String name, boolean on) {
		if (on) {
			fields.add(new Field(name, "true"));
		}
	}

	private static Set<EspaceKey> direct(Matrix matrix) {
		return matrix.rows()
			.entrySet()
			.stream()
			.filter((row) -> row.getValue().directLogin())
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	static Set<EspaceKey> keys(MultiValueMap<String, String> sent, String name) {
		return texts(sent, name).stream()
			.flatMap((key) -> EspaceKey.of(key).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	static String text(MultiValueMap<String, String> sent, String name) {
		String text = sent.getFirst(name);
		return (text == null || text.length() > MAX_TEXT) ? "" : text.strip();
	}

	static List<String> texts(MultiValueMap<String, String> sent, String name) {
		return sent.getOrDefault(name, List.of());
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	/** A hidden field. */
	record Field(String name, String value) {
	}

}
