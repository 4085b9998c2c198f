package fr.passerelle.gateway.audit;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Changes as the table keeps them. */
final class AuditChanges {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private AuditChanges() {
	}

	static @Nullable String toJson(List<AuditChange> changes) {
		return changes.isEmpty() ? null : JSON.writeValueAsString(changes);
	}

	static List<AuditChange> fromJson(@Nullable String json) {
		return (json == null) ? List.of() : Arrays.asList(JSON.readValue(json, AuditChange[].class));
	}

}
