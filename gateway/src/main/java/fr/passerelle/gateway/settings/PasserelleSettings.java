package fr.passerelle.gateway.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * All {@code passerelle.*} settings; every bound of the program has its name here. What a
 * school edits is not here but in its configuration document.
 *
 * @param basePath under which the Espaces lie, without trailing slash
 * @param dataDir embedded database, keys, backups; nothing is written elsewhere
 * @param importFrom {@code file:} address of a document or a folder of documents to load
 * at start
 * @param catalogue {@code file:} address of a newer ENT catalogue
 * @param trustedProxies addresses or CIDR ranges whose forwarding headers count
 * @param trustedForwardedHost whether they say in {@code X-Forwarded-Host} which host was
 * asked for
 * @param hsts how long browsers ask a host over TLS alone that they have seen over it;
 * zero: the header is not sent
 * @param admin the first administrator
 * @param ent what one ENT may hold
 * @param sessions the visitors' sessions
 * @param login logins under way
 * @param educonnect the platform's own agreement with EduConnect
 * @param directLogin the local form
 * @param proxy the way to the Espace applications
 * @param visitors what one visitor may hold of an application
 * @param upstreams where applications and ENTs may be
 * @param console the administrators' pages
 * @param backups copies of the store
 * @param audit the trail
 * @param probe how ENTs are asked whether they answer
 */
@ConfigurationProperties(prefix = "passerelle", ignoreUnknownFields = false)
public record PasserelleSettings(@DefaultValue("/pronote") String basePath, @DefaultValue("./data") Path dataDir,
		@Name("import") @Nullable String importFrom, @Nullable String catalogue, @DefaultValue( {
		}) List<String> trustedProxies, @DefaultValue("false") boolean trustedForwardedHost,
		@DefaultValue("365d") Duration hsts, @DefaultValue Admin admin, @DefaultValue Ent ent,
		@DefaultValue Sessions sessions, @DefaultValue Login login, @DefaultValue Educonnect educonnect,
		@DefaultValue DirectLogin directLogin, @DefaultValue Proxy proxy, @DefaultValue Visitors visitors,
		@DefaultValue UpstreamSettings upstreams, @DefaultValue Console console, @DefaultValue Backups backups,
		@DefaultValue Audit audit, @DefaultValue Probe probe){

	private static final Duration DAY = Duration.ofDays(1);

	public PasserelleSettings {
		SettingRules.basePath("passerelle.base-path", basePath);
		SettingRules.fileAddress("passerelle.import", importFrom);
		SettingRules.fileAddress("passerelle.catalogue", catalogue);
		SettingRules.upToOrZero("passerelle.hsts", hsts, DAY.multipliedBy(730));
		trustedProxies = List.copyOf(trustedProxies);
		trustedProxies.forEach((range) -> SettingRules.addressRange("passerelle.trusted-proxies", range));
	}

	/** The file or folder that {@link #importFrom} names. */
	public @Nullable Path importPath() {
		return SettingRules.path("passerelle.import", this.importFrom);
	}

	/** The file or folder that {@link #catalogue} names. */
	public @Nullable Path cataloguePath() {
		return SettingRules.path("passerelle.catalogue", this.catalogue);
	}

	/**
	 * The first administrator.
	 *
	 * @param username the first administrator's
	 * @param password without it, the first start makes one and prints it once
	 */
	public record Admin(@DefaultValue("admin") String username, @Nullable String password) {

		public Admin {
			SettingRules.line("passerelle.admin.username", username);
			if (password != null) {
				SettingRules.line("passerelle.admin.password", password);
			}
		}

		@Override
		public String toString() {
			return "Admin[username=" + this.username + ", password=redacted]";
		}

	}

	/**
	 * What one ENT may hold, so that one that hangs stops nothing else.
	 *
	 * @param connectTimeout to open a connection
	 * @param timeout for the whole exchange
	 * @param maxConcurrent validations under way at one ENT; more wait
	 * @param maxWaiting validations that wait at one ENT, each for half of the time-out;
	 * one more is answered ENT_UNREACHABLE
	 * @param maxAnswerSize of a validation answer
	 */
	public record Ent(@DefaultValue("3s") Duration connectTimeout, @DefaultValue("10s") Duration timeout,
			@DefaultValue("200") int maxConcurrent, @DefaultValue("2000") int maxWaiting,
			@DefaultValue("256KB") DataSize maxAnswerSize) {

		public Ent {
			SettingRules.upTo("passerelle.ent.connect-timeout", connectTimeout, Duration.ofMinutes(1));
			SettingRules.upTo("passerelle.ent.timeout", timeout, Duration.ofMinutes(2));
			SettingRules.between("passerelle.ent.max-concurrent", maxConcurrent, 1, 10_000);
			SettingRules.between("passerelle.ent.max-waiting", maxWaiting, 0, 100_000);
			SettingRules.upTo("passerelle.ent.max-answer-size", maxAnswerSize, DataSize.ofMegabytes(16));
		}

	}

	/**
	 * The visitors' sessions.
	 *
	 * @param store {@code memory}
	 * @param idleTimeout since the last request
	 * @param maxAge since the login
	 * @param max most sessions; beyond it the session that was unused for longest ends
	 */
	public record Sessions(@DefaultValue("memory") String store, @DefaultValue("1h") Duration idleTimeout,
			@DefaultValue("12h") Duration maxAge, @DefaultValue("500000") int max) {

		public Sessions {
			if (!store.equals("memory")) {
				throw StartRefusedException.setting("passerelle.sessions.store", "is one of memory");
			}
			SettingRules.upTo("passerelle.sessions.idle-timeout", idleTimeout, DAY.multipliedBy(7));
			SettingRules.upTo("passerelle.sessions.max-age", maxAge, DAY.multipliedBy(30));
			SettingRules.between("passerelle.sessions.max", max, 1, 50_000_000);
		}

	}

	/**
	 * Logins under way.
	 *
	 * @param pendingLifetime how long a person may take at the ENT
	 * @param maxPending most logins kept; beyond it the client that began most loses its
	 * oldest
	 * @param maxPendingSize of heap for them, and never more than its share
	 * @param handoverLifetime how long the browser may take from the address where a
	 * proof was posted to the one where it shows its cookies
	 */
	public record Login(@DefaultValue("30m") Duration pendingLifetime, @DefaultValue("200000") int maxPending,
			@DefaultValue("64MB") DataSize maxPendingSize, @DefaultValue("1m") Duration handoverLifetime) {

		public Login {
			SettingRules.upTo("passerelle.login.pending-lifetime", pendingLifetime, DAY);
			SettingRules.between("passerelle.login.max-pending", maxPending, 1, 10_000_000);
			SettingRules.upTo("passerelle.login.max-pending-size", maxPendingSize, DataSize.ofGigabytes(4));
			SettingRules.upTo("passerelle.login.handover-lifetime", handoverLifetime, Duration.ofMinutes(10));
		}

	}

	/**
	 * EduConnect as one service provider for all schools of the platform.
	 *
	 * @param url the platform's address, where people come back to; without it, each
	 * school is registered by itself
	 * @param environment {@code production} or {@code preproduction}
	 * @param metadata the file that the ministry gave ({@code file:}), or the address
	 * where it is read
	 * @param entityId EduConnect's name where it is not the environment's, in a trial
	 * @param wantEncrypted whether an assertion in clear is refused
	 */
	public record Educonnect(@Nullable String url, @DefaultValue("production") String environment,
			@Nullable String metadata, @Nullable String entityId, @DefaultValue("true") boolean wantEncrypted) {

		/** The key of the file or its address. */
		public static final String METADATA = "passerelle.educonnect.metadata";

		public Educonnect {
			SettingRules.oneOf("passerelle.educonnect.environment", environment, "production", "preproduction");
			if (url != null) {
				SettingRules.origin("passerelle.educonnect.url", url);
				if (metadata == null) {
					throw StartRefusedException.setting(METADATA,
							"is the file that the ministry gave (file:…), or its address, where passerelle.educonnect.url is set");
				}
				if (metadata.startsWith("file:")) {
					SettingRules.fileAddress(METADATA, metadata);
				}
			}
		}

		/** The file; null where the metadata is at another kind of address. */
		public @Nullable Path file() {
			return (this.metadata != null && this.metadata.startsWith("file:"))
					? SettingRules.path(METADATA, this.metadata) : null;
		}

	}

	/**
	 * The local form.
	 *
	 * @param formLifetime how long a form may stay open
	 * @param attempts wrong attempts from one address within the window that suspend it
	 * @param window in which attempts are counted
	 * @param suspension how long an address stays suspended
	 * @param maxAddresses most addresses that are counted
	 */
	public record DirectLogin(@DefaultValue("30m") Duration formLifetime, @DefaultValue("10") int attempts,
			@DefaultValue("10m") Duration window, @DefaultValue("15m") Duration suspension,
			@DefaultValue("100000") int maxAddresses) {

		public DirectLogin {
			SettingRules.upTo("passerelle.direct-login.form-lifetime", formLifetime, DAY);
			SettingRules.between("passerelle.direct-login.attempts", attempts, 1, 1000);
			SettingRules.upTo("passerelle.direct-login.window", window, DAY);
			SettingRules.upTo("passerelle.direct-login.suspension", suspension, DAY.multipliedBy(7));
			SettingRules.between("passerelle.direct-login.max-addresses", maxAddresses, 1, 10_000_000);
		}

	}

	/**
	 * The way to the Espace applications.
	 *
	 * @param connectTimeout to open a connection
	 * @param idleTimeout without a byte either way, answers and tunnels alike
	 * @param maxConnections to one application
	 * @param maxQueued requests that may wait for a connection
	 * @param maxRequestHead a request's first line and headers, cookies included
	 * @param maxAnswerHead an application's answer without its body
	 * @param drainSize what is read of a body after its answer
	 * @param drainTime how long it is read after its answer
	 */
	public record Proxy(@DefaultValue("3s") Duration connectTimeout, @DefaultValue("5m") Duration idleTimeout,
			@DefaultValue("1024") int maxConnections, @DefaultValue("4096") int maxQueued,
			@DefaultValue("16KB") DataSize maxRequestHead, @DefaultValue("32KB") DataSize maxAnswerHead,
			@DefaultValue("128MB") DataSize drainSize, @DefaultValue("20s") Duration drainTime) {

		public Proxy {
			SettingRules.upTo("passerelle.proxy.connect-timeout", connectTimeout, Duration.ofMinutes(1));
			SettingRules.upTo("passerelle.proxy.idle-timeout", idleTimeout, DAY);
			SettingRules.between("passerelle.proxy.max-connections", maxConnections, 1, 65_536);
			SettingRules.between("passerelle.proxy.max-queued", maxQueued, 0, 1_000_000);
			SettingRules.upTo("passerelle.proxy.max-request-head", maxRequestHead, DataSize.ofKilobytes(256));
			SettingRules.upTo("passerelle.proxy.max-answer-head", maxAnswerHead, DataSize.ofKilobytes(256));
			SettingRules.upTo("passerelle.proxy.drain-size", drainSize, DataSize.ofGigabytes(1));
			SettingRules.upTo("passerelle.proxy.drain-time", drainTime, Duration.ofMinutes(1));
		}

	}

	/**
	 * What one visitor may hold of an application, and how slow one may be.
	 *
	 * @param addressShare of an application's connections that one address may hold, in
	 * percent; half of it without a session
	 * @param personShare of an application's connections that one signed-in person may
	 * hold, in percent; eight at least
	 * @param connectionWait how long a request may wait for a connection
	 * @param paceWindow in which a visitor takes or sends {@code paceBytes}
	 * @param paceBytes of an answer that waits for its reader, or of a request's body
	 * @param closedWait how long a client that closed its sending side, and gets nothing,
	 * may wait for the answer
	 */
	public record Visitors(@DefaultValue("50") int addressShare, @DefaultValue("10") int personShare,
			@DefaultValue("10s") Duration connectionWait, @DefaultValue("30s") Duration paceWindow,
			@DefaultValue("16KB") DataSize paceBytes, @DefaultValue("3s") Duration closedWait) {

		public Visitors {
			SettingRules.between("passerelle.visitors.address-share", addressShare, 1, 100);
			SettingRules.between("passerelle.visitors.person-share", personShare, 1, 100);
			SettingRules.upTo("passerelle.visitors.connection-wait", connectionWait, Duration.ofMinutes(5));
			SettingRules.upTo("passerelle.visitors.pace-window", paceWindow, Duration.ofMinutes(10));
			SettingRules.upTo("passerelle.visitors.pace-bytes", paceBytes, DataSize.ofMegabytes(16));
			SettingRules.upTo("passerelle.visitors.closed-wait", closedWait, Duration.ofMinutes(5));
		}

	}

	/**
	 * The administrators' pages.
	 *
	 * @param zone in which dates are shown and typed
	 * @param idleTimeout since the administrator's last request
	 * @param maxAge since the sign-in
	 * @param hosts on which alone console and API answer, and no Espace; empty: on all
	 * @param networks addresses or ranges that alone reach console and API; empty: all
	 * @param maxLiveViews pages that follow connections live, on one node
	 * @param maxRequests to console, API and metrics under way, a quarter of them from
	 * one address
	 * @param bodyTimeout for the body of a request that no controller has seen yet
	 * @param secondFactor {@code optional} or {@code required}
	 * @param tokenMaxAge the longest life of an API token
	 * @param passkeys sign-in without a password
	 * @param clientCertificates which browsers reach console and API at all
	 * @param cas CAS servers through which administrators may sign in; 10 at most
	 */
	public record Console(@DefaultValue("Europe/Paris") ZoneId zone, @DefaultValue("30m") Duration idleTimeout,
			@DefaultValue("12h") Duration maxAge, @DefaultValue( {
			}) List<String> hosts, @DefaultValue({}) List<String> networks, @DefaultValue("200") int maxLiveViews,
			@DefaultValue("256") int maxRequests, @DefaultValue("10s") Duration bodyTimeout,
			@DefaultValue("optional") String secondFactor, @DefaultValue("365d") Duration tokenMaxAge,
			@DefaultValue Passkeys passkeys, @DefaultValue ClientCertificates clientCertificates,
			@DefaultValue({}) List<ConsoleCas> cas){

		public Console {
			SettingRules.upTo("passerelle.console.idle-timeout", idleTimeout, DAY);
			SettingRules.upTo("passerelle.console.max-age", maxAge, DAY.multipliedBy(7));
			hosts = List.copyOf(hosts);
			hosts.forEach((host) -> SettingRules.host("passerelle.console.hosts", host));
			networks = List.copyOf(networks);
			networks.forEach((range) -> SettingRules.addressRange("passerelle.console.networks", range));
			SettingRules.between("passerelle.console.max-live-views", maxLiveViews, 0, 10_000);
			SettingRules.between("passerelle.console.max-requests", maxRequests, 4, 10_000);
			SettingRules.upTo("passerelle.console.body-timeout", bodyTimeout, Duration.ofMinutes(5));
			if (!secondFactor.equals("optional") && !secondFactor.equals("required")) {
				throw StartRefusedException.setting("passerelle.console.second-factor", "is one of optional, required");
			}
			SettingRules.upTo("passerelle.console.token-max-age", tokenMaxAge, DAY.multipliedBy(365));
			cas = List.copyOf(cas);
			for (int i = 0; i < cas.size(); i++) {
				cas.get(i).check("passerelle.console.cas[" + i + "]");
			}
			if (cas.size() > MAX_CAS || cas.stream().map(ConsoleCas::id).distinct().count() != cas.size()) {
				throw StartRefusedException.setting("passerelle.console.cas",
						"holds at most " + MAX_CAS + " servers, each with an id of its own");
			}
		}

		private static final int MAX_CAS = 10;

		/** Whether every administrator needs more than a password. */
		public boolean secondFactorRequired() {
			return this.secondFactor.equals("required");
		}

	}

	/**
	 * Sign-in without a password, by WebAuthn.
	 *
	 * @param rpId the host name, or a domain above it, that passkeys are bound to;
	 * without it there are no passkeys
	 * @param origins the console's addresses, such as {@code https://console.example.fr}
	 */
	public record Passkeys(@Nullable String rpId, @DefaultValue( {
		}) List<String> origins){

		public Passkeys {
			origins = List.copyOf(origins);
			if (rpId != null) {
				SettingRules.hostName("passerelle.console.passkeys.rp-id", rpId);
				String host = rpId;
				if (origins.isEmpty()) {
					throw StartRefusedException.setting("passerelle.console.passkeys.origins",
							"names the console's addresses where passerelle.console.passkeys.rp-id is set");
				}
				origins.forEach((origin) -> SettingRules.originOf("passerelle.console.passkeys.origins", origin, host));
			}
		}

		/** Whether there are passkeys. */
		public boolean on() {
			return this.rpId != null;
		}

	}

	/**
	 * A CAS server, such as an academy's, through which administrators may sign in to
	 * accounts that are bound to one of its users.
	 *
	 * @param id in addresses and accounts
	 * @param label on the sign-in page
	 * @param serverUrl the server's root, such as {@code https://cas.example.fr/cas}
	 * @param validation its dialect: {@code CAS1}, {@code CAS2}, {@code CAS3} or
	 * {@code SAML1}
	 * @param renew whether it asks for a password at each sign-in, though the person is
	 * signed in there
	 */
	public record ConsoleCas(@DefaultValue("") String id, @DefaultValue("") String label,
			@DefaultValue("") String serverUrl, @DefaultValue("CAS3") String validation,
			@DefaultValue("false") boolean renew) {

		/** Refuses what cannot be used, by the place in the list. */
		private void check(String place) {
			SettingRules.id(place + ".id", this.id);
			SettingRules.line(place + ".label", this.label);
			SettingRules.serverRoot(place + ".server-url", this.serverUrl);
			SettingRules.oneOf(place + ".validation", this.validation, "CAS1", "CAS2", "CAS3", "SAML1");
		}

	}

	/**
	 * Client certificates, which a declared proxy has asked browsers for.
	 *
	 * @param ca {@code file:} address of the authority's certificates, in PEM form; none:
	 * certificates are not asked for
	 * @param header in which the proxy hands the certificate on: as RFC 9440 has it, or
	 * as percent-encoded PEM
	 */
	public record ClientCertificates(@Nullable String ca, @DefaultValue("Client-Cert") String header) {

		public ClientCertificates {
			SettingRules.fileAddress("passerelle.console.client-certificates.ca", ca);
			SettingRules.headerName("passerelle.console.client-certificates.header", header);
		}

		/** The file that {@link #ca} names. */
		public @Nullable Path caPath() {
			return SettingRules.path("passerelle.console.client-certificates.ca", this.ca);
		}

	}

	/**
	 * Copies of the store.
	 *
	 * @param every the time between two
	 * @param keep how many of those stay
	 * @param keepDaily how many of the day's first stay
	 * @param keepManual how many made on demand, or by a restore, stay
	 */
	public record Backups(@DefaultValue("2h") Duration every, @DefaultValue("12") int keep,
			@DefaultValue("30") int keepDaily, @DefaultValue("30") int keepManual) {

		public Backups {
			SettingRules.upTo("passerelle.backups.every", every, DAY);
			SettingRules.between("passerelle.backups.keep", keep, 1, 1000);
			SettingRules.between("passerelle.backups.keep-daily", keepDaily, 1, 1000);
			SettingRules.between("passerelle.backups.keep-manual", keepManual, 1, 1000);
		}

	}

	/**
	 * The trail of what happened.
	 *
	 * @param retention after which entries are purged
	 * @param refusalsPerAddress refusals of one kind to one address in a minute that are
	 * entries of their own; the rest is counted in one
	 * @param refusalsPerMinute the same for all addresses together
	 * @param maxRefusals entries of each kind of refusal that are kept
	 */
	public record Audit(@DefaultValue("365d") Duration retention, @DefaultValue("20") int refusalsPerAddress,
			@DefaultValue("200") int refusalsPerMinute, @DefaultValue("500000") int maxRefusals) {

		public Audit {
			SettingRules.upTo("passerelle.audit.retention", retention, DAY.multipliedBy(3660));
			SettingRules.between("passerelle.audit.refusals-per-address", refusalsPerAddress, 1, 10_000);
			SettingRules.between("passerelle.audit.refusals-per-minute", refusalsPerMinute, 1, 100_000);
			SettingRules.between("passerelle.audit.max-refusals", maxRefusals, 1000, 100_000_000);
		}

		/** The usual bounds with a retention. */
		public static Audit keeping(Duration retention) {
			return new Audit(retention, 20, 200, 500_000);
		}

	}

	/**
	 * How ENTs are asked whether they answer, besides what real logins show, and how they
	 * are examined.
	 *
	 * @param enabled whether ENTs without recent logins are asked
	 * @param every the time between two probes of one ENT, give or take a fifth
	 * @param slow an answer that takes longer counts as slow
	 * @param maxConcurrent ENTs asked at the same time
	 * @param diagnosisTimeout for a whole diagnosis
	 * @param maxDiagnoses under way
	 */
	public record Probe(@DefaultValue("true") boolean enabled, @DefaultValue("1m") Duration every,
			@DefaultValue("3s") Duration slow, @DefaultValue("8") int maxConcurrent,
			@DefaultValue("30s") Duration diagnosisTimeout, @DefaultValue("4") int maxDiagnoses) {

		public Probe {
			SettingRules.upTo("passerelle.probe.every", every, DAY);
			SettingRules.upTo("passerelle.probe.slow", slow, Duration.ofMinutes(1));
			SettingRules.between("passerelle.probe.max-concurrent", maxConcurrent, 1, 100);
			SettingRules.upTo("passerelle.probe.diagnosis-timeout", diagnosisTimeout, Duration.ofMinutes(2));
			SettingRules.between("passerelle.probe.max-diagnoses", maxDiagnoses, 1, 50);
		}

	}

}
