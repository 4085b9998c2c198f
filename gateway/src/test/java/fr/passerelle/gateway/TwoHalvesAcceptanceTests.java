package fr.passerelle.gateway;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.ProtocolAddresses;
import fr.passerelle.gateway.testkit.LoopbackPort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A start that is held between its two halves: what Spring calls first in the second half
 * waits for the test.
 */
@SuppressWarnings("NullAway.Init")
class TwoHalvesAcceptanceTests {

	/**
	 * What the visitors' side is made of. One more bean makes every start slower: a bean
	 * that only administrators need belongs to the second half.
	 */
	private static final int MOST_BEANS = 136;

	private static final String SCHOOL = """
			{"uai": "0330001A", "name": "C", "publicUrl": "http://localhost:%d", "upstream": "http://127.0.0.1:9",
			"delegations": [{"id": "ent", "label": "ENT", "protocol": "CAS", "cas": {"serverUrl": "http://127.0.0.1:9", "validation": "CAS3"}}],
			"espaces": {"parent": {"delegations": ["ent"]}}}
			""";

	private final int port = LoopbackPort.free();

	private final HttpClient client = HttpClient.newHttpClient();

	private final CompletableFuture<Boolean> between = new CompletableFuture<>();

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final Map<String, Object> made = new LinkedHashMap<>();

	@TempDir
	private Path folder;

	private ConfigurableApplicationContext context;

	private CompletableFuture<ConfigurableApplicationContext> start;

	@BeforeEach
	void start() throws Exception {
		Path document = Files.writeString(this.folder.resolve("school.json"), SCHOOL.formatted(this.port));
		this.start = run("--passerelle.import=file:" + document);
		CompletableFuture.anyOf(this.between, this.start).get(2, TimeUnit.MINUTES);
	}

	@AfterEach
	void stop() throws Exception {
		this.goOn.countDown();
		try {
			this.start.get(2, TimeUnit.MINUTES).close();
		}
		catch (ExecutionException ex) {
			// The test broke it.
		}
	}

	@Test
	void visitorsAreServedAndAdministratorsWait() throws Exception {
		HttpResponse<String> login = ask("/pronote/parent.html").get();
		assertThat(login.statusCode()).isEqualTo(302);
		assertThat(login.headers().firstValue("Location").orElseThrow()).startsWith("http://127.0.0.1:9/login");
		assertThat(ask("/actuator/health").get().statusCode()).isEqualTo(503);
		assertThat(ask("/actuator/health/liveness").get().statusCode()).isEqualTo(200);
		CompletableFuture<HttpResponse<String>> console = ask("/console/login");
		CompletableFuture<HttpResponse<String>> api = ask("/api/v1/establishments");
		assertThat(console).isNotDone();

		this.goOn.countDown();

		assertThat(console.get().statusCode()).isEqualTo(200);
		assertThat(console.get().body()).contains("<form");
		assertThat(api.get().statusCode()).isEqualTo(401);
		this.start.get();
		assertThat(ask("/actuator/health").get().statusCode()).isEqualTo(200);
		assertThat(ask("/actuator/health/readiness").get().statusCode()).isEqualTo(200);
		Awaitility.await().untilAsserted(() -> assertThat(journal()).contains("CONFIGURATION_CHANGED"));
	}

	@Test
	void onlyWhatVisitorsNeedIsMadeBeforeThePortOpens() {
		assertThat(this.made).containsKeys("door", "frontDoor", "establishments", "openedStore", "sessionFile");
		assertThat(this.made).hasSizeLessThanOrEqualTo(MOST_BEANS);
		assertThat(packages()).noneMatch((name) -> Stream
			.of("fr.passerelle.gateway.api", "fr.passerelle.gateway.console", "fr.passerelle.gateway.account",
					"fr.passerelle.gateway.security", "fr.passerelle.gateway.backup", "org.springframework.security",
					"org.springframework.web.servlet", "org.springframework.boot.webmvc", "org.thymeleaf.spring",
					"io.micrometer", "org.springframework.boot.actuate")
			.anyMatch(name::startsWith));
	}

	/**
	 * A list of beans that the first half injects would lack what the second half
	 * defines.
	 */
	@Test
	void theVisitorsSideLacksNothingThatTheSecondHalfDefines() throws Exception {
		this.goOn.countDown();
		ConfigurableApplicationContext whole = this.start.get(2, TimeUnit.MINUTES);

		Set<Class<?>> collected = collected(whole.getBeanFactory());
		assertThat(collected).contains(DelegationProtocol.class, ProtocolAddresses.class);
		for (Class<?> type : collected) {
			assertThat(this.made).as("all beans of " + type).containsKeys(whole.getBeanNamesForType(type));
		}
	}

	/** The types of ours of which a bean of the first half takes all beans. */
	private Set<Class<?>> collected(ConfigurableListableBeanFactory beans) {
		Set<Class<?>> types = new HashSet<>();
		for (String name : this.made.keySet()) {
			if (beans.containsBeanDefinition(name)
					&& beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition) {
				Method factory = definition.getResolvedFactoryMethod();
				for (int i = 0; factory != null && i < factory.getParameterCount(); i++) {
					ResolvableType parameter = ResolvableType.forMethodParameter(factory, i);
					ResolvableType element = parameter.as(Collection.class).getGeneric();
					if (element.equals(ResolvableType.NONE)) {
						element = parameter.as(ObjectProvider.class).getGeneric();
					}
					Class<?> type = element.resolve(Object.class);
					if (type.getName().startsWith("fr.passerelle.")) {
						types.add(type);
					}
				}
			}
		}
		return types;
	}

	@Test
	void whenTheSecondHalfFailsThenThePortIsClosedAndSessionsAreKept() throws Exception {
		Path key = this.folder.resolve("data/keys/console-key");
		Files.createDirectories(key.getParent());
		Files.writeString(key, "no key");

		this.goOn.countDown();

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.start.get(2, TimeUnit.MINUTES));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ask("/console").get())
			.withCauseInstanceOf(IOException.class);
		assertThat(this.folder.resolve("data/sessions.json")).exists();
	}

	@Test
	void whenTheProgramIsToEndInTheSecondHalfThenItEndsAfterIt() throws Exception {
		CompletableFuture<Void> end = CompletableFuture.runAsync(this.context::close);
		this.goOn.countDown();
		end.get(2, TimeUnit.MINUTES);
		assertThat(this.folder.resolve("data/sessions.json")).exists();
		assertThat(this.context.isActive()).isFalse();
	}

	/** Of the import, which was announced before its listeners were there. */
	private String journal() {
		String basic = "Basic " + Base64.getEncoder().encodeToString("admin:Chosen-1".getBytes(StandardCharsets.UTF_8));
		return this.client
			.sendAsync(HttpRequest.newBuilder(address("/api/v1/audit")).header("Authorization", basic).build(),
					HttpResponse.BodyHandlers.ofString())
			.join()
			.body();
	}

	private Stream<String> packages() {
		return this.made.values().stream().map((bean) -> bean.getClass().getName());
	}

	private CompletableFuture<ConfigurableApplicationContext> run(String... settings) {
		SpringApplication program = Passerelle.application();
		program.addInitializers((started) -> {
			this.context = started;
			started.addBeanFactoryPostProcessor(new Holding());
		});
		List<String> arguments = new ArrayList<>(List.of(settings));
		arguments.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + this.port,
				"--passerelle.data-dir=" + this.folder.resolve("data"), "--passerelle.admin.password=Chosen-1"));
		return CompletableFuture.supplyAsync(() -> program.run(arguments.toArray(String[]::new)));
	}

	/** Spring calls one of this type before it looks for others. */
	private final class Holding implements BeanDefinitionRegistryPostProcessor {

		@Override
		public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
			ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
			for (String name : beans.getSingletonNames()) {
				Object bean = beans.getSingleton(name);
				if (bean != null) {
					TwoHalvesAcceptanceTests.this.made.put(name, bean);
				}
			}
			TwoHalvesAcceptanceTests.this.between.complete(true);
			try {
				TwoHalvesAcceptanceTests.this.goOn.await(2, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	private CompletableFuture<HttpResponse<String>> ask(String path) {
		return this.client.sendAsync(HttpRequest.newBuilder(address(path)).timeout(Duration.ofMinutes(2)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
