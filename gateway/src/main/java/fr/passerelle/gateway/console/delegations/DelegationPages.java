package fr.passerelle.gateway.console.delegations;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.console.ents.StateLine;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Field.Place;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.preview.Consequence;
import fr.passerelle.gateway.preview.Preview;
import fr.passerelle.gateway.version.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;

/**
 * Builds the pages of this screen.
 */
final class DelegationPages {

	/** The form of a new delegation; no id of a delegation has an underscore. */
	static final String NEW = "/_new";

	/** The choice of what a new delegation signs people on by. */
	static final String ADD = "/_add";

	/** The catalogue's search. */
	static final String ENTS = "/_ents";

	private final EntCatalog catalog;

	private final EntsNow ents;

	private final DiagnosisWords diagnosisWords;

	private final ConsequenceTexts sentences;

	DelegationPages(EntCatalog catalog, EntsNow ents, DiagnosisWords diagnosisWords, ConsequenceTexts sentences) {
		this.catalog = catalog;
		this.ents = ents;
		this.diagnosisWords = diagnosisWords;
		this.sentences = sentences;
	}

	/**
	 * Where people sign in directly, by the Espace's label. An Espace that is not ticked
	 * shows no form at its address.
	 */
	private static Map<String, String> directAddresses(Establishment establishment) {
		Map<String, String> addresses = new LinkedHashMap<>();
		for (EspaceKey key : EspaceKey.values()) {
			if (establishment.espace(key).directLogin()) {
				addresses.put(key.label(), establishment.directLoginAddress(key));
			}
		}
		return addresses;
	}

	/** List and matrix. */
	ModelAndView list(Proposal now, MatrixForm form, List<FormFault> faults, Locale locale) {
		Establishment establishment = now.before();
		Matrix matrix = Matrix.of(now.current());
		ModelAndView page = page("delegations/list", now, faults);
		page.addObject("rows", establishment.delegations().stream().map((one) -> row(one, matrix, locale)).toList());
		page.addObject("matrix", MatrixRow.all(establishment, form));
		page.addObject("directAddresses", directAddresses(establishment));
		return page;
	}

	/** What a new delegation may sign people on by. */
	ModelAndView ways(Proposal now) {
		ModelAndView page = page("delegations/add", now, List.of());
		page.addObject("ways", WayToAdd.values());
		return page;
	}

	/** An empty form; of the ways to EduConnect, the platform's own comes first. */
	DelegationForm empty(Protocol protocol, Matrix matrix) {
		DelegationForm form = DelegationForm.empty(protocol, matrix);
		return (protocol == Protocol.EDUCONNECT && this.ents.platform().isThere()) ? form.byPlatform() : form;
	}

	/**
	 * The form of one delegation.
	 * @param resolved the delegation that it would make; null while it has faults
	 * @param query what was searched for
	 */
	ModelAndView form(Proposal now, DelegationForm form, @Nullable Delegation resolved, String query,
			List<FormFault> faults) {
		ModelAndView page = page("delegations/form", now, faults);
		page.addObject("form", form);
		page.addObject("resolved", resolved);
		found(query, page);
		page.addObject("chosen", EntChoice.find(this.catalog, form.ent()).orElse(null));
		fields(page, form.protocol(), faults);
		page.addObject("recognitions", Recognition.values());
		page.addObject("meanings", DelegationBlock.MEANINGS);
		page.addObject("others", others(now, form));
		page.addObject("platform", this.ents.platform());
		trust(page, now, form);
		return page;
	}

	/** What the delegation in force and its provider have told each other. */
	private void trust(ModelAndView page, Proposal now, DelegationForm form) {
		Delegation delegation = now.before().delegation(form.id()).orElse(null);
		EntTrust.Provider provider = (delegation != null) ? this.ents.trusts().provider(delegation) : null;
		page.addObject("provider", provider);
		page.addObject("secretSet", (delegation != null && this.ents.secrets().isNeeded(delegation))
				? this.ents.secrets().isSet(now.before().uai(), delegation) : null);
		if (delegation != null && provider != null) {
			Instant moment = this.ents.clock().instant();
			page.addObject("moment", moment);
			page.addObject("providerUsable", provider.isUsable(moment));
			page.addObject("certificatesEnded",
					provider.certificatesUntil().stream().filter((end) -> !end.isAfter(moment)).toList());
			EntKeys keys = this.ents.trusts().keys(delegation);
			page.addObject("hasKeys", keys != null);
			page.addObject("ownKeys", (keys != null) ? keys.of(now.before().uai()) : List.of());
		}
	}

	/** The protocol's fields by their places, and those that the links in use show. */
	private static void fields(ModelAndView page, Protocol protocol, List<FormFault> faults) {
		Map<String, List<Field<?>>> byPlace = new LinkedHashMap<>();
		for (Place place : Place.values()) {
			byPlace.put(place.name(), protocol.fieldsAt(place));
		}
		page.addObject("fields", byPlace);
		Map<String, Field<?>> byKey = new HashMap<>();
		protocol.fields().forEach((field) -> byKey.put(field.key(), field));
		page.addObject("byKey", byKey);
		page.addObject("links",
				protocol.fields()
					.stream()
					.filter((field) -> field.kind().isAddress() && field.place() != Place.SERVER)
					.toList());
		Set<String> advanced = new HashSet<>(Set.of("recognition"));
		protocol.fieldsAt(Place.ADVANCED).forEach((field) -> advanced.add(field.input()));
		protocol.fieldsAt(Place.LAST).forEach((field) -> advanced.add(field.input()));
		page.addObject("advancedFaulty", faults.stream().anyMatch((fault) -> advanced.contains(fault.field())));
	}

	/** What is found in the catalogue, alone. */
	ModelAndView found(String query, ModelAndView page) {
		page.addObject("query", query);
		List<EntChoice> found = EntChoice.search(this.catalog, query);
		List<EntChoice> near = found.isEmpty() ? EntChoice.near(this.catalog, query) : List.of();
		page.addObject("near", !near.isEmpty());
		page.addObject("found", near.isEmpty() ? found.stream().limit(EntChoice.MAX_FOUND).toList() : near);
		page.addObject("cut", found.size() > EntChoice.MAX_FOUND);
		return page;
	}

	ModelAndView preview(Preview preview, PendingEdit pending, String name, String comment, Moments when,
			Locale locale) {
		ModelAndView page = page("delegations/preview", preview.proposal(), List.of());
		page.addObject("lines",
				preview.consequences()
					.stream()
					.map((one) -> Line.of(one, this.sentences.of(one, when, locale)))
					.toList());
		page.addObject("changes", preview.proposal().changesAnything());
		page.addObject("pending", pending);
		page.addObject("name", name);
		page.addObject("comment", comment);
		return page;
	}

	private ModelAndView page(String view, Proposal now, List<FormFault> faults) {
		ModelAndView page = new ModelAndView(view);
		page.addObject("now", now.before());
		page.addObject("base", now.base());
		page.addObject("faults", faults);
		page.addObject("faultOf",
				faults.stream().collect(Collectors.toMap(FormFault::field, FormFault::text, (a, b) -> a)));
		page.addObject("path", path(now.before()));
		if (!faults.isEmpty()) {
			page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		}
		return page;
	}

	private DelegationRow row(Delegation delegation, Matrix matrix, Locale locale) {
		String name = (delegation.ent() != null)
				? this.catalog.find(delegation.ent()).map(Ent::name).orElse(delegation.ent()) : "";
		return new DelegationRow(delegation, name, matrix.espacesOf(delegation.id()),
				StateLine.of(this.ents.states().of(delegation), this.diagnosisWords, locale));
	}

	/** The Espaces of the form's table, with the other ways into each. */
	private static List<OtherWays> others(Proposal now, DelegationForm form) {
		ConfigurationDocument document = now.current();
		Matrix matrix = Matrix.of(document);
		return Arrays.stream(EspaceKey.values())
			.filter((key) -> key != EspaceKey.ETABLISSEMENT)
			.map((key) -> new OtherWays(key, now.before().espace(key).published(),
					matrix.row(key)
						.delegations()
						.stream()
						.filter((id) -> !id.equals(form.id()))
						.map((id) -> now.before().delegation(id).map(Delegation::label).orElse(id))
						.toList(),
					now.before().directLoginAddress(key)))
			.toList();
	}

	/**
	 * A page that goes on with what was sent stays upon the version that it was opened
	 * on, however often it goes round, and keeps the comment.
	 */
	static ModelAndView goingOn(ModelAndView page, MultiValueMap<String, String> sent) {
		String base = DelegationForm.text(sent, "base");
		if (base.matches("[1-9]\\d{0,17}")) {
			page.addObject("base", Long.valueOf(base));
		}
		page.addObject("comment", DelegationForm.text(sent, "comment"));
		return page;
	}

	static String path(Establishment establishment) {
		return "/console/establishments/" + establishment.uai() + "/delegations";
	}

	/**
	 * An Espace in the form's table.
	 *
	 * @param key which
	 * @param published whether visitors may enter
	 * @param ways labels of the other delegations that lead in
	 * @param directAddress where people without an ENT account sign in
	 */
	record OtherWays(EspaceKey key, boolean published, List<String> ways, String directAddress) {
	}

	/** A consequence in words. */
	record Line(String text, String tone) {

		static Line of(Consequence consequence, String text) {
			return new Line(text, switch (consequence.severity()) {
				case INFO -> "info";
				case CHANGE -> "ok";
				case WARNING -> "warn";
			});
		}

	}

}
