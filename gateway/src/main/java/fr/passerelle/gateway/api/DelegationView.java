package fr.passerelle.gateway.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.SignOn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A delegation as the program uses it: every address complete.
 *
 * @param id its id
 * @param label the name visitors choose by
 * @param protocol by which it signs people on
 * @param active whether it is offered
 * @param ent the catalogue's entry
 * @param signOn the protocol's fields that answers show; they are written beside the
 * others
 * @param recognition how people are recognised, in order
 * @param espaces the Espaces that it leads into, those of an inactive one too
 * @param register what to register at the ENT: where people arrive, the metadata's
 * address, or where tokens are posted
 * @param secretSet whether the secret is there that people need to sign in; null where
 * the delegation needs none
 */
@JsonSerialize(using = DelegationView.Writer.class)
record DelegationView(String id, String label, Protocol protocol, boolean active, @Nullable String ent,
		Map<String, Object> signOn, List<Recognition> recognition, List<String> espaces, String register,
		@Nullable Boolean secretSet) {

	static DelegationView of(Establishment establishment, Matrix matrix, Delegation delegation,
			DelegationSecrets secrets) {
		return new DelegationView(delegation.id(), delegation.label(), delegation.signOn().declared(),
				delegation.active(), delegation.ent(), shown(delegation.signOn()), delegation.recognition(),
				Arrays.stream(EspaceKey.values())
					.filter((key) -> matrix.row(key).delegations().contains(delegation.id()))
					.map(EspaceKey::key)
					.toList(),
				delegation.signOn().register(establishment),
				secrets.isNeeded(delegation) ? secrets.isSet(establishment.uai(), delegation) : null);
	}

	private static Map<String, Object> shown(SignOn signOn) {
		Map<String, Object> shown = new LinkedHashMap<>();
		for (Field<?> field : signOn.declared().fields()) {
			Object value = signOn.values().find(field);
			if (field.isInAnswers() && value != null) {
				shown.put(field.key(), field.written(value));
			}
		}
		return shown;
	}

	/** Writes the protocol's fields beside the others. */
	static final class Writer extends ValueSerializer<DelegationView> {

		@Override
		public void serialize(DelegationView view, JsonGenerator json, SerializationContext context) {
			json.writeStartObject();
			json.writeStringProperty("id", view.id());
			json.writeStringProperty("label", view.label());
			json.writeStringProperty("protocol", view.protocol().name());
			json.writeBooleanProperty("active", view.active());
			json.writeStringProperty("ent", view.ent());
			view.signOn().forEach(json::writePOJOProperty);
			json.writePOJOProperty("recognition", view.recognition());
			json.writePOJOProperty("espaces", view.espaces());
			json.writeStringProperty("register", view.register());
			if (view.secretSet() != null) {
				json.writeBooleanProperty("secretSet", view.secretSet());
			}
			json.writeEndObject();
		}

	}

}
