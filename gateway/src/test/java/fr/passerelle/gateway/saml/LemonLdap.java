package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.testkit.LoopbackPort;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's LemonLDAP::NG as a provider of SAML 2 and OpenID Connect, in a process of its
 * own. It has the people of its demonstration, whose password is their name.
 */
public final class LemonLdap implements AutoCloseable {

	/** What the machine needs; {@code test-it.sh} installs it. */
	public static final String PACKAGES = "lemonldap-ng lemonldap-ng-fastcgi-server liblasso-perl libplack-perl "
			+ "libgd-securityimage-perl libimage-magick-perl libxml-simple-perl libio-string-perl "
			+ "libstring-random-perl";

	private static final Path PORTAL = Path.of("/usr/share/lemonldap-ng/portal");

	private static final Path PROGRAM = PORTAL.resolve("htdocs/index.psgi");

	/**
	 * Its server closes each connection, but does not say so: clients would keep it, and
	 * lose what they send on it next.
	 */
	private static final String SAYS_THAT_IT_CLOSES = "enable sub { my $app = shift; sub { Plack::Util::response_cb($app->(@_), "
			+ "sub { push @{$_[0][1]}, 'Connection', 'close'; return }) } }";

	/** Five seconds alone. */
	private static final Duration START = Duration.ofMinutes(2);

	private final int port = LoopbackPort.free();

	private final Path folder;

	private final SamlKey key = SamlFixture.IDP;

	private final HttpClient client = HttpClient.newHttpClient();

	private @Nullable Process process;

	private @Nullable RelyingParty relyingParty;

	public LemonLdap(Path folder) {
		this.folder = folder;
	}

	public static boolean isInstalled() {
		return Files.exists(PROGRAM) && Files.exists(Path.of("/usr/bin/plackup"))
				&& Files.exists(Path.of("/usr/share/perl5/IO/String.pm"))
				&& Files.exists(Path.of("/usr/share/perl5/XML/Simple.pm"));
	}

	/** Whether its part for OpenID Connect can be loaded too. */
	public static boolean isInstalledForOpenIdConnect() {
		return isInstalled() && Files.exists(Path.of("/usr/share/perl5/String/Random.pm"));
	}

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	String metadataUrl() {
		return url() + "/saml/metadata";
	}

	/**
	 * Starts it, or starts it again.
	 * @param service the service's metadata; null: it knows none yet
	 * @param encryption {@code none} or {@code assertion}
	 */
	void start(@Nullable String service, String encryption) throws IOException {
		launch(service, encryption);
	}

	/** Starts it, or starts it again, as a provider of OpenID Connect for one client. */
	public void start(RelyingParty party) throws IOException {
		this.relyingParty = party;
		launch(null, "none");
	}

	private void launch(@Nullable String service, String encryption) throws IOException {
		close();
		for (String part : List.of("conf", "cache", "sessions/lock", "psessions/lock", "notifications")) {
			Files.createDirectories(this.folder.resolve(part));
		}
		try (var cached = Files.list(this.folder.resolve("cache"))) {
			for (Path one : cached.toList()) {
				org.springframework.util.FileSystemUtils.deleteRecursively(one);
			}
		}
		Files.writeString(this.folder.resolve("lemonldap-ng.ini"), """
				[all]
				logLevel = warn
				[configuration]
				type = File
				dirName = %1$s/conf
				localStorage = Cache::FileCache
				localStorageOptions = { 'namespace' => 'c', 'cache_root' => '%1$s/cache', 'cache_depth' => 3 }
				[portal]
				staticPrefix = /static
				templateDir = %2$s/templates
				languages = en
				""".formatted(this.folder, PORTAL));
		Files.writeString(this.folder.resolve("conf/lmConf-1.json"),
				JsonMapper.builder().build().writeValueAsString(configuration(service, encryption)));
		ProcessBuilder command = new ProcessBuilder("/usr/bin/plackup", "-o", "127.0.0.1", "-p",
				String.valueOf(this.port), "-e", SAYS_THAT_IT_CLOSES, PROGRAM.toString());
		command.environment().put("LLNG_DEFAULTLOGGER", "Lemonldap::NG::Common::Logger::Std");
		command.environment().put("LLNG_DEFAULTCONFFILE", this.folder.resolve("lemonldap-ng.ini").toString());
		Process started = command.redirectErrorStream(true).redirectOutput(this.folder.resolve("log").toFile()).start();
		this.process = started;
		Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
		Awaitility.await("LemonLDAP::NG's start, see " + this.folder.resolve("log"))
			.atMost(START)
			.failFast("LemonLDAP::NG ended", () -> !started.isAlive())
			.until(this::answers);
	}

	private boolean answers() throws InterruptedException {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(metadataUrl())).build();
			return this.client.send(request, BodyHandlers.ofString()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Map<String, Object> configuration(@Nullable String service, String encryption) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("cfgNum", 1);
		all.put("cfgAuthor", "test");
		all.put("cfgDate", "1");
		all.put("cfgVersion", "2.16.1");
		for (String empty : List.of("groups", "exportedVars", "applicationList", "reloadUrls",
				"sessionDataToRemember")) {
			all.put(empty, Map.of());
		}
		all.put("portal", url() + "/");
		all.put("domain", "127.0.0.1");
		all.put("cookieName", "lemonldap");
		all.put("securedCookie", 0);
		all.put("requireToken", 0);
		all.put("authentication", "Demo");
		all.put("userDB", "Same");
		all.put("passwordDB", "Demo");
		all.put("registerDB", "Null");
		all.put("demoExportedVars", Map.of("cn", "cn", "mail", "mail", "uid", "uid"));
		all.put("macros", Map.of("profil", "\"National_TUT\"", "_whatToTrace", "$uid"));
		all.put("whatToTrace", "_whatToTrace");
		all.put("locationRules", Map.of());
		all.put("exportedHeaders", Map.of());
		all.put("timeout", 72000);
		all.put("globalStorage", "Apache::Session::File");
		all.put("globalStorageOptions", storage("sessions"));
		all.put("persistentStorage", "Apache::Session::File");
		all.put("persistentStorageOptions", storage("psessions"));
		all.put("localSessionStorage", "Cache::FileCache");
		all.put("localSessionStorageOptions", Map.of("namespace", "s", "cache_root", this.folder + "/cache",
				"cache_depth", 3, "default_expires_in", 600, "directory_umask", "007"));
		all.put("issuerDBSAMLActivation", 1);
		all.put("samlServicePrivateKeySig", pem("PRIVATE KEY", this.key.key().getEncoded()));
		all.put("samlServicePublicKeySig", pem("CERTIFICATE", certificate()));
		all.put("samlServiceUseCertificateInResponse", 1);
		all.put("samlServiceSignatureMethod", "RSA_SHA256");
		if (service != null) {
			all.put("samlSPMetaDataXML", Map.of("school", Map.of("samlSPMetaDataXML", service)));
			Map<String, Object> options = new LinkedHashMap<>();
			for (String option : List.of("SignSSOMessage", "CheckSSOMessageSignature", "SignSLOMessage",
					"CheckSLOMessageSignature")) {
				options.put("samlSPMetaDataOptions" + option, 1);
			}
			options.put("samlSPMetaDataOptionsEncryptionMode", encryption);
			all.put("samlSPMetaDataOptions", Map.of("school", options));
			all.put("samlSPMetaDataExportedAttributes", Map.of("school",
					Map.of("profil", "1;profil;urn:oasis:names:tc:SAML:2.0:attrname-format:basic;profil")));
		}
		if (this.relyingParty != null) {
			all.putAll(openIdConnect(this.relyingParty));
		}
		return all;
	}

	private Map<String, Object> openIdConnect(RelyingParty party) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("issuerDBOpenIDConnectActivation", 1);
		all.put("oidcServiceMetaDataIssuer", url());
		all.put("oidcServicePrivateKeySig", pem("PRIVATE KEY", this.key.key().getEncoded()));
		all.put("oidcServicePublicKeySig", pem("CERTIFICATE", certificate()));
		all.put("oidcServiceKeyIdSig", "k1");
		Map<String, Object> options = new LinkedHashMap<>();
		String option = "oidcRPMetaDataOptions";
		options.put(option + "ClientID", party.clientId());
		options.put(option + "ClientSecret", party.secret());
		options.put(option + "RedirectUris", party.returnAddress());
		options.put(option + "PostLogoutRedirectUris", party.loggedOut());
		options.put(option + "IDTokenSignAlg", party.algorithm());
		options.put(option + "BypassConsent", 1);
		options.put(option + "LogoutBypassConfirm", 1);
		options.put(option + "RequirePKCE", 1);
		options.put(option + "UserIDAttr", "uid");
		all.put(option, Map.of("school", options));
		all.put("oidcRPMetaDataExportedVars", Map.of("school", Map.of("profil", "profil", "name", "cn")));
		all.put("oidcRPMetaDataOptionsExtraClaims", Map.of("school", Map.of("profile", "profil name")));
		return all;
	}

	private Map<String, String> storage(String name) {
		return Map.of("Directory", this.folder + "/" + name, "LockDirectory", this.folder + "/" + name + "/lock");
	}

	private byte[] certificate() {
		try {
			return this.key.certificate().getEncoded();
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String what, byte[] bytes) {
		return "-----BEGIN " + what + "-----\n"
				+ Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
				+ "\n-----END " + what + "-----\n";
	}

	@Override
	public void close() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
			running.onExit().join();
			this.process = null;
		}
	}

	/**
	 * A client of OpenID Connect.
	 *
	 * @param clientId its name
	 * @param secret its secret
	 * @param returnAddress where people come back
	 * @param loggedOut where people come back from a logout
	 * @param algorithm of ID tokens
	 */
	public record RelyingParty(String clientId, String secret, String returnAddress, String loggedOut,
			String algorithm) {

		@Override
		public String toString() {
			return "RelyingParty[" + this.clientId + "]";
		}

	}

}
