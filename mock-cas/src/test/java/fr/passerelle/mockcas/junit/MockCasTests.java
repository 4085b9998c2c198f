package fr.passerelle.mockcas.junit;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * The extension, run by JUnit's own test kit.
 */
class MockCasTests {

	private static final List<String> seen = new ArrayList<>();

	@AfterEach
	void forget() {
		seen.clear();
	}

	@Test
	void extendWithGivesAServerAsParameter() {
		run(Injected.class).assertStatistics((events) -> events.started(3).succeeded(3));
		assertThat(seen).as("one server for the class, nested tests included").hasSize(3).containsOnly(seen.get(0));
	}

	@Test
	void staticFieldLivesAsLongAsItsClassAndIsResetBetweenTests() {
		run(PerClass.class).assertStatistics((events) -> events.started(2).succeeded(2));
		assertThat(seen).hasSize(2).containsOnly(seen.get(0));
		assertThatExceptionOfType(UncheckedIOException.class).as("stopped after its class")
			.isThrownBy(() -> new Visitor().get(PerClass.ent.url() + "/login"));
	}

	@Test
	void instanceFieldLivesAsLongAsATest() {
		run(PerTest.class).assertStatistics((events) -> events.started(2).succeeded(2));
		assertThat(seen).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void severalAreToldApartByName() {
		run(Several.class).assertStatistics((events) -> events.started(1).succeeded(1));
		assertThat(seen).containsExactly("B", "A");
	}

	@Test
	void severalWithoutNameAreAnErrorThatSaysSo() {
		run(Ambiguous.class).failed()
			.assertThatEvents()
			.singleElement()
			.satisfies((event) -> assertThat(event.toString()).contains("say which by @Ent"));
	}

	@Test
	void nameThatNobodyHasIsAnErrorThatSaysHowToGiveIt() {
		run(NoSuchName.class).failed()
			.assertThatEvents()
			.singleElement()
			.satisfies((event) -> assertThat(event.toString()).contains("no MockCas named 'x'", "@RegisterExtension"));
	}

	private static Events run(Class<?> type) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type)).execute().testEvents();
	}

	@ExtendWith(MockCas.class)
	static class Injected {

		@Test
		void asExtension(MockCas ent) {
			seen.add(ent.url());
			assertThat(new Visitor().get(ent.url() + "/login").statusCode()).isEqualTo(200);
		}

		@Test
		void asServer(MockCasServer ent) {
			seen.add(ent.url());
		}

		@Nested
		class Inside {

			@Test
			void too(MockCas ent) {
				seen.add(ent.url());
			}

		}

	}

	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class PerClass {

		@RegisterExtension
		static final MockCas ent = MockCas.builder().build();

		@BeforeAll
		static void knowSomeone(MockCas injected) {
			assertThat(injected).isSameAs(ent);
			ent.person("passante").profile("National_TUT");
		}

		@Test
		void first() {
			seen.add(ent.url());
			ent.signIn("passante", "https://x.invalid/");
		}

		@Test
		void second() {
			seen.add(ent.url());
			assertThat(ent.issuedTickets()).isEmpty();
			ent.signIn("passante", "https://x.invalid/");
		}

	}

	static class PerTest {

		@RegisterExtension
		final MockCas ent = MockCas.builder().build();

		@Test
		void first() {
			seen.add(this.ent.url());
		}

		@Test
		void second() {
			seen.add(this.ent.url());
		}

	}

	static class Several {

		@RegisterExtension
		static final MockCas a = MockCas.builder().name("A").build();

		@RegisterExtension
		static final MockCas b = MockCas.builder().name("B").build();

		@Test
		void byName(@Ent("B") MockCas second, @Ent("A") MockCas first) {
			seen.add(second.name());
			seen.add(first.name());
			assertThat(a).isSameAs(first);
			assertThat(b).isSameAs(second);
		}

	}

	@ExtendWith(MockCas.class)
	static class NoSuchName {

		@Test
		void which(@Ent("x") MockCas ent) {
			seen.add(ent.name());
		}

	}

	static class Ambiguous {

		@RegisterExtension
		static final MockCas a = MockCas.builder().name("A").build();

		@RegisterExtension
		static final MockCas b = MockCas.builder().name("B").build();

		@Test
		void which(MockCas ent) {
			seen.add(ent.name());
		}

	}

}
