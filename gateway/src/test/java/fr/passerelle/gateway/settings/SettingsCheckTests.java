package fr.passerelle.gateway.settings;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsCheckTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "passerelle.sessions.store=redis|passerelle.sessions.store: is one of memory",
			"passerelle.sesions.max=1|passerelle.sesions.max: there is no such setting; meant: passerelle.sessions.max?",
			"passerelle.nothing-like-it=1|passerelle.nothing-like-it: there is no such setting",
			"passerelle.sessions.max=many|passerelle.sessions.max: is a whole number",
			"passerelle.sessions.max=0|passerelle.sessions.max: is at least 1",
			"passerelle.sessions.max[0]=1|passerelle.sessions.max[0]: there is no such setting",
			"passerelle.console.cas[0].name=x|passerelle.console.cas[0].name: there is no such setting",
			"passerelle.console.cas[0].id=A|passerelle.console.cas[0].id: is 1 to 30 small letters, digits and dashes",
			"passerelle.console.cas[0].id=a|passerelle.console.cas[0].label: is a line",
			"passerelle.console.cas=x|passerelle.console.cas: ",
			"passerelle.ent.timeout=soon|passerelle.ent.timeout: is a duration",
			"passerelle.ent.timeout=0s|passerelle.ent.timeout: is longer than nothing and at most 2m",
			"passerelle.ent.timeout=1d|passerelle.ent.timeout: is longer than nothing",
			"passerelle.ent.max-answer-size=big|passerelle.ent.max-answer-size: is a size",
			"passerelle.ent.max-answer-size=1GB|passerelle.ent.max-answer-size: is at least 1KB and at most 16MB",
			"passerelle.base-path=/|passerelle.base-path: begins with a slash and does not end in one",
			"passerelle.base-path=pronote|passerelle.base-path: begins with a slash",
			"passerelle.base-path=/a/../b|passerelle.base-path: begins with a slash",
			"passerelle.trusted-proxies=10.0.0.0/33|passerelle.trusted-proxies: holds addresses or ranges",
			"passerelle.trusted-proxies=10.0.0.1,proxy.example|passerelle.trusted-proxies: holds addresses or ranges",
			"passerelle.import=/etc/x.yaml|passerelle.import: is an address that begins with file:",
			"passerelle.import=file:/nowhere/x.yaml|passerelle.import: there is no file or folder to read",
			"passerelle.import-from=file:/|passerelle.import-from: there is no such setting",
			"passerelle.catalogue=file:nowhere|passerelle.catalogue: there is no file",
			"passerelle.admin.password=' '|passerelle.admin.password: is a line" })
	void unusableSettingIsOneLineThatNamesIt(String setting, String line) {
		int equals = setting.indexOf('=');
		ConfigurableEnvironment environment = environment(
				Map.of(setting.substring(0, equals), setting.substring(equals + 1).replace("'", "")), Map.of());
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SettingsCheck.check(environment))
			.withMessageStartingWith(line)
			.satisfies((ex) -> assertThat(ex.getMessage()).hasLineCount(1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ftp://cas.example.fr|server-url: is the root of a server",
			"https://cas.example.fr/cas/|server-url", "https://cas.example.fr/cas?x=1|server-url",
			"https://user@cas.example.fr/cas|server-url", "cas.example.fr|server-url", "https:///cas|server-url" })
	void rootOfACasServerThatCannotBeUsedIsRefused(String root, String line) {
		ConfigurableEnvironment environment = environment(cas(root, "CAS3"), Map.of());
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SettingsCheck.check(environment))
			.withMessageStartingWith("passerelle.console.cas[0]." + line);
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> SettingsCheck.check(environment(cas("https://cas.example.fr/cas", "CAS9"), Map.of())))
			.withMessageContaining("CAS1, CAS2, CAS3, SAML1");
	}

	@Test
	void serversOfTheConsoleAreTakenFromSettingsAndFromVariables() {
		SettingsCheck.check(environment(cas("https://cas.example.fr/cas", "CAS3"), Map.of()));
		SettingsCheck
			.check(environment(Map.of(), Map.of("PASSERELLE_CONSOLE_CAS_0_ID", "a", "PASSERELLE_CONSOLE_CAS_0_LABEL",
					"A", "PASSERELLE_CONSOLE_CAS_0_SERVERURL", "https://cas.example.fr/cas")));
	}

	private static Map<String, Object> cas(String root, String validation) {
		String place = "passerelle.console.cas[0].";
		return Map.of(place + "id", "a", place + "label", "A", place + "server-url", root, place + "validation",
				validation);
	}

	@Test
	void misspeltEnvironmentVariableIsRefused() {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> SettingsCheck.check(environment(Map.of(), Map.of("PASSERELLE_DATADIRR", "/x"))))
			.withMessageStartingWith("PASSERELLE_DATADIRR: there is no such setting; meant: passerelle.data-dir?");
	}

	@Test
	void variablesThatKubernetesInjectsForAServiceOfOurNameAreNoSettings() {
		Map<String, Object> injected = new LinkedHashMap<>();
		for (String service : List.of("PASSERELLE", "PASSERELLE_CONSOLE", "PASSERELLE_PROXY_2")) {
			injected.put(service + "_PORT", "tcp://10.0.0.1:8080");
			injected.put(service + "_PORT_8080_TCP", "tcp://10.0.0.1:8080");
			injected.put(service + "_PORT_8080_TCP_ADDR", "fd00::1");
			injected.put(service + "_PORT_8080_TCP_PORT", "8080");
			injected.put(service + "_PORT_8080_TCP_PROTO", "tcp");
			injected.put(service + "_PORT_53_UDP", "udp://10.0.0.1:53");
			injected.put(service + "_SERVICE_HOST", "10.0.0.1");
			injected.put(service + "_SERVICE_PORT", "8080");
			injected.put(service + "_SERVICE_PORT_HTTP", "8080");
		}
		ConfigurableEnvironment environment = environment(Map.of(), injected);
		SettingsCheck.check(environment);
		assertThat(bind(environment)).isEqualTo(bind(environment(Map.of(), Map.of())));
	}

	@ParameterizedTest
	@CsvSource({ "PASSERELLE_PORT,9000", "PASSERELLE_SERVICE_HOST,tcp", "PASSERELLE_SERVICE_PORTS,8080",
			"PASSERELLE_SERVICE_PORT,tcp://10.0.0.1:8080", "PASSERELLE_PORT_8080_TCP_ADR,10.0.0.1",
			"PASSERELLE_CONSOLE_HOST,console.example.fr", "PASSERELLE_PORT_8080_TCP_PROTO,http" })
	void variablesThatOnlyLookLikeThemAreRefused(String name, String value) {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> SettingsCheck.check(environment(Map.of(), Map.of(name, value))));
	}

	@ParameterizedTest
	@CsvSource({ "native", "framework", "FRAMEWORK" })
	void frameworksReadersOfForwardingHeadersAreRefused(String strategy) {
		ConfigurableEnvironment environment = environment(Map.of("server.forward-headers-strategy", strategy),
				Map.of());
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SettingsCheck.check(environment))
			.withMessageStartingWith("server.forward-headers-strategy: stays none");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "passerelle.upstreams.allowed|10.0.0.0/33", "passerelle.upstreams.allowed|10.0.0.1:99999",
					"passerelle.upstreams.allowed|http://app", "passerelle.upstreams.allowed|999.1.1.1",
					"passerelle.upstreams.ents|a b", "passerelle.console.hosts|console.example.fr:8443",
					"passerelle.console.hosts|https://console.example.fr", "passerelle.console.hosts|10.0.0.0/8",
					"passerelle.hsts|-1s", "passerelle.hsts|1000d" })
	void placesAndHostsThatAreNoneAreRefused(String key, String value) {
		ConfigurableEnvironment environment = environment(Map.of(key, value), Map.of());
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> SettingsCheck.check(environment))
			.withMessageStartingWith(key);
	}

	@Test
	void environmentVariablesAreTakenInBothSpellings(@TempDir Path folder) {
		ConfigurableEnvironment environment = environment(Map.of(),
				Map.of("PASSERELLE_DATADIR", "/a", "PASSERELLE_ENT_CONNECT_TIMEOUT", "2s",
						"PASSERELLE_TRUSTEDPROXIES_0", "10.0.0.0/8", "PASSERELLE_IMPORT", "file:" + folder));
		SettingsCheck.check(environment);
		PasserelleSettings settings = bind(environment);
		assertThat(settings.dataDir()).hasToString("/a");
		assertThat(settings.ent().connectTimeout()).hasSeconds(2);
		assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8");
		assertThat(settings.importPath()).isEqualTo(folder);
	}

	@Test
	void everySettingIsTakenByItsName(@TempDir Path folder) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("passerelle.base-path", "/notes/v2");
		all.put("passerelle.dataDir", "/b");
		all.put("passerelle.import", "file:" + folder.toUri().getPath());
		all.put("passerelle.trusted-proxies[0]", "fd00::/8");
		all.put("passerelle.trusted-proxies[1]", "::1");
		all.put("passerelle.direct-login.max-addresses", "7");
		all.put("other.passerelle.thing", "x");
		ConfigurableEnvironment environment = environment(all, Map.of("OTHER", "x"));
		SettingsCheck.check(environment);
		PasserelleSettings settings = bind(environment);
		assertThat(settings.basePath()).isEqualTo("/notes/v2");
		assertThat(settings.importPath()).isEqualTo(folder);
		assertThat(settings.trustedProxies()).containsExactly("fd00::/8", "::1");
		assertThat(settings.directLogin().maxAddresses()).isEqualTo(7);
	}

	@Test
	void passwordIsNotInTheSettingsText() {
		PasserelleSettings settings = bind(environment(Map.of("passerelle.admin.password", "tr0ub4dor"), Map.of()));
		assertThat(settings.toString()).doesNotContain("tr0ub4dor");
	}

	@Test
	void reportIsTheLineAlone() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		StartRefusalReporter reporter = new StartRefusalReporter(new PrintStream(out, true, StandardCharsets.UTF_8));
		assertThat(reporter
			.reportException(new IllegalStateException("bean", new StartRefusedException("passerelle.x: is wrong"))))
			.isTrue();
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("passerelle.x: is wrong" + System.lineSeparator());
	}

	private static PasserelleSettings bind(ConfigurableEnvironment environment) {
		return Binder.get(environment).bindOrCreate("passerelle", PasserelleSettings.class);
	}

	private static ConfigurableEnvironment environment(Map<String, Object> properties, Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().remove("systemProperties");
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
