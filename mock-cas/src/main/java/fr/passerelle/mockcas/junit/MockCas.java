package fr.passerelle.mockcas.junit;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import fr.passerelle.mockcas.MockCasBuilder;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;

/**
 * A CAS server for the length of a test class, or of a test.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final MockCas ent = MockCas.builder().layout(Layout.FLAT).build();
 * </pre>
 *
 * A static field lives as long as its class and is reset before each test; an instance
 * field lives as long as a test. The reset removes stubs of {@link #wireMock()} too.
 * {@code @ExtendWith(MockCas.class)} gives a usual server as a parameter. Several may be
 * registered; {@link Ent @Ent} tells their parameters apart.
 */
public final class MockCas extends MockCasServer
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(MockCas.class);

	private static final String RUNNING = "running";

	/** The context that started the server, and has to stop it. */
	private @Nullable String startedBy;

	/**
	 * Makes a usual server, for {@code @ExtendWith}.
	 */
	public MockCas() {
		this(builder());
	}

	private MockCas(MockCasBuilder<MockCas> builder) {
		super(builder);
	}

	/**
	 * Prepares a server.
	 * @return a builder
	 */
	public static MockCasBuilder<MockCas> builder() {
		return new MockCasBuilder<>(MockCas::new);
	}

	/**
	 * Prepares a server that imitates a platform.
	 * @param platform the platform
	 * @param quirks known faults and choices of some installations, none otherwise
	 * @return a builder
	 */
	public static MockCasBuilder<MockCas> platform(Platform platform, Quirk... quirks) {
		return builder().platform(platform, quirks);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		startFor(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		startFor(context);
		resetAll();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		stopFor(context);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stopFor(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (type != MockCas.class && type != MockCasServer.class) {
			return false;
		}
		List<MockCas> running = running(context);
		String wanted = parameter.findAnnotation(Ent.class).map(Ent::value).orElse(null);
		if (wanted != null) {
			if (running.stream().noneMatch((one) -> wanted.equals(one.name()))) {
				throw new ParameterResolutionException(
						("no MockCas named '%s' runs here; @Ent names one that is registered "
								+ "with @RegisterExtension and name(\"%s\"); running: %s")
							.formatted(wanted, wanted,
									String.join(", ", running.stream().map(MockCas::name).toList())));
			}
			return wanted.equals(name());
		}
		if (running.size() > 1) {
			throw new ParameterResolutionException("several MockCas run here; say which by @Ent: "
					+ String.join(", ", running.stream().map(MockCas::name).toList()));
		}
		return running.contains(this);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return this;
	}

	private void startFor(ExtensionContext context) {
		if (this.startedBy == null) {
			start();
			this.startedBy = context.getUniqueId();
			List<MockCas> running = running(context);
			running.add(this);
			context.getStore(NAMESPACE).put(RUNNING, running);
		}
	}

	private void stopFor(ExtensionContext context) {
		if (context.getUniqueId().equals(this.startedBy)) {
			this.startedBy = null;
			close();
		}
	}

	private static List<MockCas> running(ExtensionContext context) {
		List<MockCas> running = new ArrayList<>();
		if (context.getStore(NAMESPACE).get(RUNNING) instanceof List<?> known) {
			known.forEach((one) -> running.add((MockCas) one));
		}
		return running;
	}

}
