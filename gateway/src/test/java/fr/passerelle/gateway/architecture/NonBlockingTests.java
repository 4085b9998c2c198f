package fr.passerelle.gateway.architecture;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.store.StoreFailure;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Blocker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the visitors' side to not waiting: the thread that reads a request decides on it
 * and reads for other connections too, so that one wait would stop all of them. Nothing
 * in these packages may wait but the places that are listed here, each with the thread on
 * which it runs.
 */
class NonBlockingTests {

	private static final String GATEWAY = "fr.passerelle.gateway.";

	private static final Set<String> VISITORS_SIDE = Set.of("cas", "front", "proxy", "http", "page", "session", "login",
			"logout", "directlogin", "identity", "establishment", "suspension", "lookup");

	/** What waits, by class; an empty set is each of its methods. */
	private static final Map<Class<?>, Set<String>> WAITS = Map.ofEntries(Map.entry(Files.class, Set.of()),
			Map.entry(File.class, Set.of()), Map.entry(FileInputStream.class, Set.of()),
			Map.entry(FileOutputStream.class, Set.of()), Map.entry(RandomAccessFile.class, Set.of()),
			Map.entry(FileChannel.class, Set.of()), Map.entry(ProcessBuilder.class, Set.of()),
			Map.entry(Socket.class, Set.of()), Map.entry(URL.class, Set.of("openStream", "openConnection")),
			Map.entry(InetAddress.class, Set.of("getByName", "getAllByName", "getLocalHost", "isReachable")),
			Map.entry(Thread.class, Set.of("sleep", "join")), Map.entry(Object.class, Set.of("wait")),
			Map.entry(Future.class, Set.of("get")), Map.entry(CompletableFuture.class, Set.of("get", "join")),
			Map.entry(ExecutorService.class, Set.of("awaitTermination", "invokeAll", "invokeAny", "close")),
			Map.entry(CountDownLatch.class, Set.of("await")), Map.entry(Condition.class, Set.of("await")),
			Map.entry(Semaphore.class, Set.of("acquire")), Map.entry(BlockingQueue.class, Set.of("take", "put")),
			Map.entry(Blocker.class, Set.of()),
			Map.entry(Content.Source.class, Set.of("asByteBuffer", "asString", "asInputStream", "consumeAll")));

	/** Who waits all the same, and on which thread. */
	private static final Map<String, String> MAY_WAIT = Map.of("http.IpAddress",
			"none: a text of digits is asked of no name server", "proxy.ProxyConfiguration",
			"the thread that starts the program, and a name look-up's own", "proxy.SigningKeys",
			"the thread that starts the program", "session.SessionFile", "the threads that start and stop the program",
			"cas.CasLine", "a diagnosis's own", "cas.EntClients", "a name look-up's own", "cas.TlsTrial",
			"a diagnosis's own");

	/** Who asks the store, and on which thread. */
	private static final Map<String, String> MAY_ASK = Map.of("directlogin.PasswordCheck", "one that checks passwords",
			"login.Entry", "one of recognition, as login.Arrival begins it", "suspension.RulesTable",
			"an administrator's, and the timetable's");

	private static final Set<String> JDBC = Set.of("org.springframework.jdbc.", "org.springframework.transaction.",
			"java.sql.", "javax.sql.");

	private static final JavaClasses CODE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("fr.passerelle.gateway");

	@Test
	void nothingOnTheVisitorsSideWaitsOnTheThreadThatReads() {
		Set<String> waiting = new TreeSet<>();
		for (JavaClass type : CODE) {
			if (VISITORS_SIDE.contains(part(type))) {
				type.getCodeUnitAccessesFromSelf()
					.stream()
					.filter(NonBlockingTests::waits)
					.forEach((access) -> waiting.add(outermost(type)));
			}
		}

		assertThat(waiting).isEqualTo(new TreeSet<>(MAY_WAIT.keySet()));
	}

	/** The journal has a queue, and one thread that writes. */
	@Test
	void storeIsAskedByFewAndOnOtherThreads() {
		Set<String> asking = new TreeSet<>();
		for (JavaClass type : CODE) {
			if (VISITORS_SIDE.contains(part(type)) && !outermost(type).endsWith("Configuration")) {
				type.getDirectDependenciesFromSelf()
					.stream()
					.map((use) -> use.getTargetClass())
					.filter((used) -> !VISITORS_SIDE.contains(part(used)) && mayAskTheStore(used))
					.forEach((used) -> asking.add(outermost(type)));
			}
		}

		assertThat(asking).isEqualTo(new TreeSet<>(MAY_ASK.keySet()));
	}

	/** Whether a class, or one that it uses directly, knows Spring's or Java's JDBC. */
	private static boolean mayAskTheStore(JavaClass type) {
		return !type.isEquivalentTo(AuditTrail.class) && !type.isEquivalentTo(StoreFailure.class)
				&& (isJdbc(type) || uses(type).anyMatch((used) -> isJdbc(used)
						|| (used.getName().startsWith(GATEWAY) && uses(used).anyMatch(NonBlockingTests::isJdbc))));
	}

	private static Stream<JavaClass> uses(JavaClass type) {
		return type.getDirectDependenciesFromSelf().stream().map((use) -> use.getTargetClass());
	}

	private static boolean isJdbc(JavaClass type) {
		return JDBC.stream().anyMatch((prefix) -> type.getName().startsWith(prefix));
	}

	private static String part(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(GATEWAY) ? name.substring(GATEWAY.length()) : "";
	}

	private static boolean waits(JavaCodeUnitAccess<?> access) {
		JavaClass owner = access.getTargetOwner();
		return WAITS.entrySet()
			.stream()
			.anyMatch((waits) -> (waits.getKey() == Object.class || owner.isAssignableTo(waits.getKey()))
					&& (waits.getValue().isEmpty() || waits.getValue().contains(access.getName())));
	}

	private static String outermost(JavaClass type) {
		String name = type.getName().substring(GATEWAY.length());
		return (name.indexOf('$') > 0) ? name.substring(0, name.indexOf('$')) : name;
	}

}
