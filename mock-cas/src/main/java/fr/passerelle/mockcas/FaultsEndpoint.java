package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Switches faults over HTTP, for tests in other languages and for people at a terminal.
 */
final class FaultsEndpoint {

	private static final List<String> KEYS = List.of("fault", "at", "delayMs", "ticket", "person", "times", "status",
			"contentType", "body");

	private static final List<String> ANSWER_KEYS = List.of("status", "contentType", "body");

	private final FaultOrders orders;

	FaultsEndpoint(FaultOrders orders) {
		this.orders = orders;
	}

	Answer answer(HttpCall call) {
		return switch (call.method()) {
			case "GET" -> list();
			case "PUT" -> add(call.body());
			case "DELETE" -> clear();
			default -> Answer.methodNotAllowed("GET, PUT, DELETE");
		};
	}

	private Answer add(String body) {
		try {
			this.orders.add(read(JsonText.readObject(body)));
			return list();
		}
		catch (IllegalArgumentException ex) {
			return json(400, Map.of("error", String.valueOf(ex.getMessage())));
		}
	}

	private Answer clear() {
		this.orders.clear();
		return list();
	}

	private Answer list() {
		List<Object> all = new ArrayList<>();
		this.orders.all().forEach((order) -> all.add(written(order)));
		return json(200, Map.of("faults", all));
	}

	private static Map<String, Object> written(FaultOrder order) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("fault", order.fault().code());
		fields.put("at", order.at().code());
		put(fields, "delayMs", (order.delay() != null) ? order.delay().toMillis() : null);
		put(fields, "ticket", order.ticket());
		put(fields, "person", order.person());
		put(fields, "times", order.times());
		OwnAnswer answer = order.answer();
		if (answer != null) {
			fields.put("status", answer.status());
			put(fields, "contentType", answer.contentType());
			fields.put("body", answer.body());
		}
		return fields;
	}

	private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
		if (value != null) {
			fields.put(key, value);
		}
	}

	private static FaultOrder read(Map<?, ?> fields) {
		for (Object key : fields.keySet()) {
			if (!KEYS.contains(key)) {
				throw new IllegalArgumentException(
						"'%s' is not known; accepted: %s".formatted(key, String.join(", ", KEYS)));
			}
		}
		String fault = text(fields, "fault");
		String at = text(fields, "at");
		Long delay = whole(fields, "delayMs");
		Long times = whole(fields, "times");
		if (times != null && times > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("times is too large");
		}
		return new FaultOrder(Fault.of((fault != null) ? fault : ""),
				(at != null) ? FaultOrder.At.of(at) : FaultOrder.At.VALIDATION,
				(delay != null) ? Duration.ofMillis(delay) : null, text(fields, "ticket"), text(fields, "person"),
				(times != null) ? times.intValue() : null, answer(fields));
	}

	private static @Nullable OwnAnswer answer(Map<?, ?> fields) {
		if (ANSWER_KEYS.stream().noneMatch(fields::containsKey)) {
			return null;
		}
		Long status = whole(fields, "status");
		String body = text(fields, "body");
		if (body == null) {
			throw new IllegalArgumentException("'body' is required with fault 'answer'");
		}
		return new OwnAnswer((status != null) ? (int) Math.min(status, Integer.MAX_VALUE) : 200,
				text(fields, "contentType"), body);
	}

	private static @Nullable String text(Map<?, ?> fields, String key) {
		Object value = fields.get(key);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		if (key.equals("fault") && value instanceof Integer) {
			return value.toString();
		}
		throw new IllegalArgumentException("'%s' must be a text".formatted(key));
	}

	private static @Nullable Long whole(Map<?, ?> fields, String key) {
		Object value = fields.get(key);
		if (value == null) {
			return null;
		}
		if (value instanceof Integer || value instanceof Long) {
			return ((Number) value).longValue();
		}
		throw new IllegalArgumentException("'%s' must be a whole number".formatted(key));
	}

	private static Answer json(int status, Map<String, Object> content) {
		return Answer.of(status, "application/json", JsonText.write(content)).with("Cache-Control", "no-store");
	}

}
