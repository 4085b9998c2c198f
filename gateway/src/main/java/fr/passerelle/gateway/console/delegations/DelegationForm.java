package fr.passerelle.gateway.console.delegations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.OidcEndpoints;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.EntCopy;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of one delegation as it was typed. It survives every round between form,
 * search, diagnosis and preview as its own fields; nothing of it is kept by the server.
 *
 * @param id of the delegation that is changed; empty for a new one
 * @param label the name visitors choose by
 * @param protocol by which it signs people on
 * @param active whether it is offered
 * @param ent the catalogue's entry; empty for manual configuration
 * @param signOn the protocol's fields as they were typed
 * @param differs whether the addresses that follow from the server are typed by hand
 * @param attributes names by meaning, separated by commas
 * @param recognition how people are recognised, in order
 * @param espaces the Espaces that it leads into
 * @param direct the Espaces that allow direct login
 */
record DelegationForm(String id, String label, Protocol protocol, boolean active, String ent,
		Map<Field<?>, String> signOn, boolean differs, Map<String, String> attributes, List<String> recognition,
		Set<EspaceKey> espaces, Set<EspaceKey> direct) {

	static final String ATTRIBUTE = "attribute.";

	/** Longest text of a field that is looked at; certificates are the longest. */
	private static final int MAX_TEXT = 100_000;

	DelegationForm {
		signOn = Map.copyOf(signOn);
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		recognition = List.copyOf(recognition);
		espaces = Collections.unmodifiableSet(new LinkedHashSet<>(espaces));
		direct = Collections.unmodifiableSet(new LinkedHashSet<>(direct));
	}

	/** An empty one, for a school as it is. */
	static DelegationForm empty(Protocol protocol, Matrix matrix) {
		Map<Field<?>, String> signOn = new HashMap<>();
		protocol.fields()
			.forEach((field) -> signOn.put(field,
					(field.kind() == Kind.FLAG) ? flag(field.isSetUnsaid()) : field.suggestion()));
		String label = (protocol == Protocol.EDUCONNECT) ? "EduConnect" : "";
		return new DelegationForm("", label, protocol, true, "", signOn, false, Map.of(), List.of(), Set.of(),
				direct(matrix));
	}

	/** The same by the platform's entry of EduConnect. */
	DelegationForm byPlatform() {
		Map<Field<?>, String> next = new HashMap<>(this.signOn);
		next.put(EduConnectFields.BY, EduConnect.Way.PLATFORM.name());
		return new DelegationForm(this.id, this.label, this.protocol, this.active, this.ent, next, this.differs,
				this.attributes, this.recognition, this.espaces, this.direct);
	}

	/** One of the document. */
	static DelegationForm of(DelegationBlock block, Matrix matrix) {
		Map<Field<?>, String> signOn = new HashMap<>();
		block.protocol().fields().forEach((field) -> signOn.put(field, typed(block, field)));
		Map<String, String> attributes = new LinkedHashMap<>();
		block.attributes().forEach((meaning, names) -> attributes.put(meaning, String.join(", ", names)));
		boolean differs = block.protocol()
			.fieldsAt(Place.WHERE_DIFFERENT)
			.stream()
			.anyMatch((field) -> !text(signOn.get(field)).isEmpty());
		return new DelegationForm(block.id(), block.label(), block.protocol(), block.active(), text(block.ent()),
				signOn, differs, attributes, block.recognition(), Set.copyOf(matrix.espacesOf(block.id())),
				direct(matrix));
	}

	/** The same under no id, for a second one like it. */
	DelegationForm duplicate() {
		return new DelegationForm("", this.label, this.protocol, this.active, this.ent, this.signOn, this.differs,
				this.attributes, this.recognition, Set.of(), this.direct);
	}

	/** What was sent. */
	static DelegationForm read(MultiValueMap<String, String> sent) {
		Map<String, String> attributes = new LinkedHashMap<>();
		DelegationBlock.MEANINGS.forEach((meaning) -> attributes.put(meaning, text(sent, ATTRIBUTE + meaning)));
		Map<Field<?>, String> signOn = new HashMap<>();
		Protocol protocol = protocol(text(sent, "protocol"));
		protocol.fields()
			.forEach((field) -> signOn.put(field,
					(field.kind() == Kind.FLAG) ? flag(sent.containsKey(field.input())) : text(sent, field.input())));
		return new DelegationForm(text(sent, "id"), text(sent, "label"), protocol, sent.containsKey("active"),
				text(sent, "ent"), signOn, sent.containsKey("differs"), attributes,
				texts(sent, "recognition").stream().filter((one) -> !one.isEmpty()).distinct().toList(),
				keys(sent, "espace"), keys(sent, "direct"));
	}

	/**
	 * The same with another entry of the catalogue, or none. What the catalogue may say
	 * is cleared; the entry's name is the label until one is typed.
	 */
	DelegationForm choosing(String entry, String name) {
		Map<Field<?>, String> next = new HashMap<>(this.signOn);
		for (Field<?> field : this.protocol.fields()) {
			if (EntCopy.mayHave(field) && !(entry.isEmpty() && field.suggestion().isEmpty())) {
				next.put(field, entry.isEmpty() ? field.suggestion() : "");
			}
		}
		return new DelegationForm(this.id, this.label.isEmpty() ? name : this.label, this.protocol, this.active, entry,
				next, entry.isEmpty() && this.differs, this.attributes, this.recognition, this.espaces, this.direct);
	}

	/** The same with what the catalogue knows of a provider of OpenID Connect. */
	DelegationForm copying(Ent ent) {
		OidcEndpoints known = ent.oidc();
		if (known == null) {
			return this;
		}
		Map<Field<?>, String> next = new HashMap<>(this.signOn);
		next.put(OidcFields.ISSUER, known.issuer().toString());
		return new DelegationForm(this.id, ent.name(), this.protocol, this.active, this.ent, next, this.differs,
				this.attributes, this.recognition, this.espaces, this.direct);
	}

	/** The protocol of a name; CAS where the name is no protocol's. */
	static Protocol protocol(String name) {
		return Arrays.stream(Protocol.values())
			.filter((protocol) -> protocol.name().equals(name))
			.findFirst()
			.orElse(Protocol.CAS);
	}

	/** Whether the document does not have it yet. */
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

	/** The block that it makes in the document. */
	DelegationBlock block(ConfigurationDocument document) {
		Map<String, String> block = new LinkedHashMap<>();
		this.signOn.forEach((field, typed) -> {
			if (!counts(field)) {
				return;
			}
			if (field.kind() == Kind.FLAG) {
				if (isOn(field) != field.isSetUnsaid()) {
					block.put(field.key(), String.valueOf(isOn(field)));
				}
			}
			else if (!typed.isEmpty() && (this.differs || field.place() != Place.WHERE_DIFFERENT)) {
				block.put(field.key(), typed);
			}
		});
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
		return new DelegationBlock(idIn(document), this.label, this.protocol, this.active, orNull(this.ent), block,
				names, this.recognition);
	}

	/**
	 * Whether a field is one of what was chosen: the form of EduConnect has fields for
	 * each protocol by which it is reached.
	 */
	private boolean counts(Field<?> field) {
		EduConnect.Way by = EduConnectFields.BY.choices().get(value(EduConnectFields.BY));
		return this.protocol != Protocol.EDUCONNECT || by == null || EduConnectFields.counts(field, by);
	}

	/**
	 * The whole change: the delegation, and the Espaces that it leads into. What is as it
	 * was is not written again, since a newer catalogue would then apply.
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
	List<Hidden> fields() {
		List<Hidden> fields = new ArrayList<>();
		fields.add(new Hidden("id", this.id));
		fields.add(new Hidden("label", this.label));
		fields.add(new Hidden("protocol", this.protocol.name()));
		fields.add(new Hidden("ent", this.ent));
		this.protocol.fields()
			.stream()
			.filter((field) -> field.kind() != Kind.FLAG)
			.forEach((field) -> fields.add(new Hidden(field.input(), value(field))));
		this.attributes.forEach((meaning, names) -> fields.add(new Hidden(ATTRIBUTE + meaning, names)));
		this.recognition.forEach((one) -> fields.add(new Hidden("recognition", one)));
		this.espaces.forEach((key) -> fields.add(new Hidden("espace", key.key())));
		this.direct.forEach((key) -> fields.add(new Hidden("direct", key.key())));
		ticked(fields, "active", this.active);
		ticked(fields, "differs", this.differs);
		this.protocol.fields()
			.stream()
			.filter((field) -> field.kind() == Kind.FLAG)
			.forEach((field) -> ticked(fields, field.input(), isOn(field)));
		return fields;
	}

	private static String typed(DelegationBlock block, Field<?> field) {
		String said = block.signOn().get(field.key());
		return (field.kind() == Kind.FLAG)
				? flag((said != null) ? said.equals(DelegationBlock.ON) : field.isSetUnsaid()) : text(said);
	}

	private static String flag(boolean set) {
		return set ? DelegationBlock.ON : "";
	}

	private static void ticked(List<Hidden> fields, String name, boolean on) {
		if (on) {
			fields.add(new Hidden(name, "true"));
		}
	}

	/** What was typed in a field of the protocol; empty: nothing. */
	public String value(Field<?> field) {
		return text(this.signOn.get(field));
	}

	/** Whether a flag of the protocol is set. */
	public boolean isOn(Field<?> field) {
		return DelegationBlock.ON.equals(this.signOn.get(field));
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
	record Hidden(String name, String value) {
	}

}
