package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/bounds.md to the code: every class that makes a table, a queue, a pool or a
 * thread which lives longer than a request is named there, with what bounds it.
 */
class BoundsPageTests {

	private static final Path PAGE = Path.of("..", "docs", "bounds.md");

	private static final Pattern ROW = Pattern.compile("^\\| `((?:[a-z]+\\.)*[A-Z][A-Za-z]+)` \\| .+ \\|$");

	private static final String GATEWAY = "fr.passerelle.gateway.";

	private static final Set<String> MAKERS = Set.of(ConcurrentHashMap.class.getName(), Executors.class.getName(),
			ThreadPoolExecutor.class.getName(), Caffeine.class.getName(), Semaphore.class.getName(),
			"java.util.concurrent.ArrayBlockingQueue", "java.util.concurrent.LinkedBlockingQueue",
			"java.util.concurrent.LinkedBlockingDeque", "java.util.concurrent.PriorityBlockingQueue",
			"java.util.concurrent.ConcurrentLinkedQueue", "java.util.concurrent.ConcurrentLinkedDeque",
			"java.util.concurrent.ConcurrentSkipListMap", "java.util.concurrent.CopyOnWriteArrayList",
			"java.util.concurrent.CopyOnWriteArraySet", "java.util.concurrent.ScheduledThreadPoolExecutor",
			"org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder", "java.lang.Thread",
			"org.eclipse.jetty.util.thread.QueuedThreadPool");

	private static final Set<String> MADE_BY = Set.of("<init>", "build", "newKeySet", "newBuilder",
			"newFixedThreadPool", "newSingleThreadExecutor", "newCachedThreadPool", "newSingleThreadScheduledExecutor",
			"newScheduledThreadPool", "newVirtualThreadPerTaskExecutor");

	@Test
	void thePageNamesEveryClassThatMakesWhatCanGrow() throws IOException {
		JavaClasses code = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("fr.passerelle.gateway");
		Set<String> makers = new TreeSet<>();
		for (JavaClass type : code) {
			type.getCodeUnitAccessesFromSelf()
				.stream()
				.filter((call) -> MAKERS.contains(call.getTargetOwner().getName())
						&& MADE_BY.contains(call.getTarget().getName()))
				.forEach((call) -> makers.add(outermost(type)));
		}
		Set<String> named = Files.readAllLines(PAGE)
			.stream()
			.map(ROW::matcher)
			.filter((row) -> row.matches())
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(named).isEqualTo(makers);
	}

	private static String outermost(JavaClass type) {
		String name = type.getName().substring(GATEWAY.length());
		return (name.indexOf('$') > 0) ? name.substring(0, name.indexOf('$')) : name;
	}

}
