package fr.passerelle.gateway.version;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.document.Faults;
import fr.passerelle.gateway.document.Flaw;
import fr.passerelle.gateway.document.HttpAddress;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.IpAddress;
import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.network.Destinations.Kind;
import fr.passerelle.gateway.network.Destinations.Refusal;
import fr.passerelle.gateway.network.HostNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks a document's addresses beyond their form: another establishment or the console
 * may have the host, or the gateway may not connect to the place. Only new addresses are
 * judged: those in effect already must not keep an administrator from closing a school.
 */
final class Objections {

	/** Fields of protocols that are names: of providers, and of schools for providers. */
	private static final Set<String> NAMES = Arrays.stream(Protocol.values())
		.flatMap((protocol) -> protocol.fields()
			.stream()
			.filter((field) -> field.kind() == Field.Kind.TEXT)
			.map((field) -> protocol.block() + "." + field.key()))
		.collect(Collectors.toUnmodifiableSet());

	private final Predicate<String> consoleHost;

	private final Predicate<String> consoleHostAlways;

	private final PlatformEduConnect platform;

	private final Destinations destinations;

	/**
	 * Asks others about hosts and places.
	 * @param consoleHost whether administrators' browsers trust a host
	 * @param consoleHostAlways whether they do for every administrator
	 * @param platform the platform's entry of EduConnect, if there is one
	 * @param destinations where the gateway connects to
	 */
	Objections(Predicate<String> consoleHost, Predicate<String> consoleHostAlways, PlatformEduConnect platform,
			Destinations destinations) {
		this.platform = platform;
		this.consoleHost = consoleHost;
		this.consoleHostAlways = consoleHostAlways;
		this.destinations = destinations;
	}

	/**
	 * The objections in an installation without an establishment. The administrator who
	 * creates the first one, or restores a backup, may have signed in on the host of that
	 * school, and there is no other school to protect.
	 */
	Objections ofNewInstallation() {
		return new Objections(this.consoleHostAlways, this.consoleHostAlways, this.platform, this.destinations);
	}

	/**
	 * Adds a fault for each objection.
	 * @param document as it would be
	 * @param before as it is; null for a first version
	 * @param hostOwner the other establishment that has a host; null if none
	 * @param faults where they go
	 */
	void raise(ConfigurationDocument document, @Nullable ConfigurationDocument before,
			BiFunction<Uai, String, @Nullable Uai> hostOwner, Faults faults) {
		ObjectNode root = document.copy();
		String host = host(root);
		String hostBefore = (before != null) ? host(before.copy()) : null;
		if (host != null && !host.equals(hostBefore)) {
			host(document, host, hostOwner, faults);
		}
		Set<String> known = new HashSet<>();
		if (before != null) {
			places(before.copy()).values().forEach((place) -> known.add(place.toString()));
		}
		judge(places(root), known, faults);
		JsonNode delegations = root.path("delegations");
		for (int i = 0; i < delegations.size(); i++) {
			platform(delegations.path(i), "delegations[" + i + "].", before, faults);
		}
	}

	/**
	 * A delegation by the platform needs an entry of the platform. One that is in force
	 * stays, and leads nowhere, where the platform has given up its entry.
	 */
	private void platform(JsonNode delegation, String path, @Nullable ConfigurationDocument before, Faults faults) {
		if (this.platform.isThere() || !isByPlatform(delegation)) {
			return;
		}
		JsonNode known = (before != null) ? before.copy().path("delegations") : JsonNodeFactory.instance.arrayNode();
		for (JsonNode one : known) {
			if (isByPlatform(one) && one.path("id").equals(delegation.path("id"))) {
				return;
			}
		}
		faults.add(path + Protocol.EDUCONNECT.block() + "." + EduConnectFields.BY.key(), FaultCode.NO_PLATFORM);
	}

	private static boolean isByPlatform(JsonNode delegation) {
		JsonNode by = delegation.path(Protocol.EDUCONNECT.block()).path(EduConnectFields.BY.key());
		return by.isString() && by.stringValue().equals(EduConnect.Way.PLATFORM.name());
	}

	/** As {@link #raise}, of a delegation's block outside a document. */
	void raiseOfBlock(ObjectNode block, ConfigurationDocument before, Faults faults) {
		Set<String> known = new HashSet<>();
		places(before.copy()).values().forEach((place) -> known.add(place.toString()));
		Map<String, Place> places = new LinkedHashMap<>();
		putBlocks(places, "", block);
		judge(places, known, faults);
		platform(block, "", before, faults);
	}

	private void judge(Map<String, Place> places, Set<String> known, Faults faults) {
		places.forEach((path, place) -> {
			Refusal refusal = known.contains(place.toString()) ? null
					: this.destinations.judge(place.kind(), place.host(), place.port());
			if (refusal != null) {
				faults.add(path, code(refusal));
			}
		});
	}

	/**
	 * The host of a document's public address; null if it cannot be read.
	 */
	static @Nullable String host(ObjectNode root) {
		JsonNode text = root.path("publicUrl");
		try {
			return text.isString() ? Authority.required(HttpAddress.publicOrigin(text.stringValue())).host() : null;
		}
		catch (Flaw flaw) {
			// A fault already.
			return null;
		}
	}

	/** The applications' hosts and ports, by the path of the key that names them. */
	static Map<String, String> applications(ConfigurationDocument document) {
		Map<String, String> applications = new LinkedHashMap<>();
		places(document.copy()).forEach((path, place) -> {
			if (place.kind() == Kind.APPLICATION) {
				applications.put(path, place.shared());
			}
		});
		return applications;
	}

	/**
	 * Whether an establishment's own or one of its Espaces' applications is at a place.
	 */
	static boolean isApplicationOf(Establishment establishment, String place) {
		return Stream
			.concat(Stream.of(establishment.upstream()),
					establishment.espaces().values().stream().map(Espace::upstream))
			.anyMatch((upstream) -> place(Kind.APPLICATION, upstream).shared().equals(place));
	}

	private void host(ConfigurationDocument document, String host, BiFunction<Uai, String, @Nullable Uai> hostOwner,
			Faults faults) {
		Uai owner = document.uai().map((uai) -> hostOwner.apply(uai, host)).orElse(null);
		if (owner != null) {
			faults.add("publicUrl", FaultCode.HOST_TAKEN, owner);
		}
		else if (this.consoleHost.test(host)) {
			faults.add("publicUrl", FaultCode.HOST_OF_CONSOLE);
		}
		else if (host.equals(platformHost())) {
			faults.add("publicUrl", FaultCode.HOST_OF_PLATFORM);
		}
	}

	private @Nullable String platformHost() {
		String url = this.platform.url();
		return (url != null) ? Authority.required(URI.create(url)).host() : null;
	}

	private static FaultCode code(Refusal refusal) {
		return switch (refusal) {
			case OWN -> FaultCode.PLACE_OWN;
			case NOT_LISTED, INSIDE -> FaultCode.PLACE_NOT_LISTED;
			case NEVER -> FaultCode.PLACE_NEVER;
		};
	}

	private static Map<String, Place> places(ObjectNode root) {
		Map<String, Place> places = new LinkedHashMap<>();
		put(places, "upstream", root.get("upstream"), Kind.APPLICATION);
		JsonNode espaces = root.path("espaces");
		for (String key : espaces.propertyNames()) {
			put(places, "espaces." + key + ".upstream", espaces.path(key).get("upstream"), Kind.APPLICATION);
		}
		JsonNode delegations = root.path("delegations");
		for (int i = 0; i < delegations.size(); i++) {
			putBlocks(places, "delegations[" + i + "].", delegations.path(i));
		}
		return places;
	}

	/**
	 * Every block of every protocol, but not the label, which may say anything, nor names
	 * that providers write like addresses, which are never called.
	 */
	private static void putBlocks(Map<String, Place> places, String path, JsonNode delegation) {
		for (String key : delegation.propertyNames()) {
			JsonNode block = delegation.path(key);
			for (String name : block.propertyNames()) {
				if (!NAMES.contains(key + "." + name)) {
					put(places, path + key + "." + name, block.get(name), Kind.ENT);
				}
			}
		}
	}

	private static void put(Map<String, Place> places, String path, @Nullable JsonNode value, Kind kind) {
		if (value == null || !value.isString() || !value.stringValue().regionMatches(true, 0, "http", 0, 4)) {
			return;
		}
		try {
			places.put(path, place(kind, HttpAddress.link(value.stringValue())));
		}
		catch (Flaw flaw) {
			// A fault already, or no address.
		}
	}

	private static Place place(Kind kind, URI address) {
		return new Place(kind, Authority.required(address).host(), Authority.port(address));
	}

	/**
	 * Where a document leads.
	 *
	 * @param kind what is there
	 * @param host in its one spelling
	 * @param port that is connected to
	 */
	private record Place(Kind kind, String host, int port) {

		/** The same for all names that this machine has for itself. */
		String shared() {
			IpAddress literal = HostNames.literal(this.host);
			boolean here = HostNames.isLocalhost(this.host)
					|| (literal != null && literal.address().isLoopbackAddress());
			return (here ? "localhost" : this.host) + ":" + this.port;
		}

	}

}
