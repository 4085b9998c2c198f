package fr.passerelle.gateway.document;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import fr.passerelle.entcatalog.CasEndpoints;
import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.PlatformDefaults;
import fr.passerelle.gateway.establishment.CasFields;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Validation;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue entry as it was when a delegation was made from it. Each version keeps its
 * copies, so that a newer catalogue never changes silently where a school's pupils sign
 * in.
 *
 * @param requested the id or alias that the document gives
 * @param id the entry's id
 * @param catalogue the catalogue's revision
 * @param revision the entry's revision
 * @param serverUrl the server's root, where known
 * @param loginUrl where the browser is sent, where known
 * @param validationUrl where tickets are validated, where known
 * @param logoutUrl where the ENT's session ends, where known
 * @param serverUrlPattern the form of the address where each school has its own server
 * @param validation the dialect, where known
 * @param attributes attribute names by the document's keys; those that are not known are
 * left out
 * @param national4IsAllStaff what {@code National_4} proves there
 * @param selectors proposals for the login link
 */
public record EntCopy(String requested, String id, String catalogue, int revision, @Nullable URI serverUrl,
		@Nullable URI loginUrl, @Nullable URI validationUrl, @Nullable URI logoutUrl, @Nullable String serverUrlPattern,
		@Nullable Validation validation, Map<String, List<String>> attributes, boolean national4IsAllStaff,
		List<Selector> selectors) {

	/** What the copy says of a protocol's fields. */
	private static final Map<Field<?>, Function<EntCopy, @Nullable Object>> SAID = Map.of(CasFields.SERVER_URL,
			EntCopy::serverUrl, CasFields.LOGIN_URL, EntCopy::loginUrl, CasFields.VALIDATION_URL,
			EntCopy::validationUrl, CasFields.LOGOUT_URL, EntCopy::logoutUrl, CasFields.VALIDATION,
			EntCopy::validation);

	public EntCopy {
		attributes = Map.copyOf(attributes);
		selectors = List.copyOf(selectors);
	}

	static EntCopy of(String requested, Ent ent, String catalogue) {
		CasEndpoints cas = ent.endpoints();
		PlatformDefaults names = ent.defaults();
		return new EntCopy(requested, ent.id(), catalogue, ent.revision(), cas.serverUrl(), cas.loginUrl(),
				cas.validationUrl(), cas.logoutUrl(), ent.serverUrlPattern(),
				(ent.validation() != null) ? Validation.valueOf(ent.validation().name()) : null,
				Map.of("user", names.user(), "profiles", names.profiles(), "establishments", names.establishments(),
						"personId", names.personId(), "familyName", names.familyName(), "givenName", names.givenName(),
						"birthDate", names.birthDate()),
				names.national4() == PlatformDefaults.National4.ALL_STAFF,
				ent.selectors()
					.stream()
					.map((selector) -> new Selector(selector.parameter(), selector.value(),
							List.copyOf(selector.espaces())))
					.toList());
	}

	/** Whether the catalogue has a value for this field. */
	public static boolean mayHave(Field<?> field) {
		return SAID.containsKey(field);
	}

	/** What the entry says of a field; null where it says nothing. */
	<V> @Nullable V value(Field<V> field) {
		Function<EntCopy, @Nullable Object> said = SAID.get(field);
		Object value = (said != null) ? said.apply(this) : null;
		return (value != null) ? field.cast(value) : null;
	}

	/** The selectors that suit an Espace's visitors. */
	List<Selector> selectorsFor(EspaceKey espace) {
		return this.selectors.stream().filter((selector) -> selector.espaces().contains(espace.key())).toList();
	}

	/**
	 * A parameter of the login link that spares people the ENT's page of choices.
	 *
	 * @param parameter its name
	 * @param value its value
	 * @param espaces the Espaces it suits
	 */
	record Selector(String parameter, String value, List<String> espaces) {

		Selector {
			espaces = List.copyOf(espaces);
		}

	}

}
