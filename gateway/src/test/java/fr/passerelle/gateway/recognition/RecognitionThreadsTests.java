package fr.passerelle.gateway.recognition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import fr.passerelle.gateway.recognition.Recognised.AtItsWord;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * People who come together, in one transaction of the embedded store.
 */
@SuppressWarnings("NullAway.Init")
class RecognitionThreadsTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	@TempDir
	private Path folder;

	private TestDatabase database;

	private JdbcClient jdbc;

	private CountedTransactions transactions;

	private RecognitionThreads threads;

	private final CountDownLatch gate = new CountDownLatch(1);

	@BeforeEach
	void open() {
		this.database = TestDatabase.embedded(this.folder);
		this.jdbc = this.database.jdbc();
		this.jdbc.sql("CREATE TABLE came (name TEXT PRIMARY KEY)").update();
		this.transactions = new CountedTransactions(this.database.transactions());
		this.threads = RecognitionThreads.together(this.transactions);
	}

	@AfterEach
	void close() {
		this.threads.close();
		this.database.close();
	}

	@Test
	void peopleWhoWaitAreRecognisedInOneTransaction() {
		List<CompletionStage<Recognised>> all = behindTheFirst("a", "b", "c");
		all.forEach((one) -> assertThat(one.toCompletableFuture()).succeedsWithin(LONG));
		assertThat(names()).containsExactly("a", "b", "c", "first");
		assertThat(this.transactions.count).hasValue(2);
	}

	/** The answer lets the person in: what it says must be on the disk. */
	@Test
	void noAnswerComesBeforeItsCommit() {
		List<String> seen = new ArrayList<>();
		this.transactions.beforeCommit = (name) -> seen.add("commit");
		this.threads.run(() -> came("a")).thenAccept((recognised) -> seen.add("answer")).toCompletableFuture().join();
		assertThat(seen).containsExactly("commit", "answer");
	}

	@Test
	void onePersonsFailureIsNotTheOthers() {
		List<CompletionStage<Recognised>> all = behindTheFirst("a", "first", "c");
		assertThat(all.get(0).toCompletableFuture()).succeedsWithin(LONG);
		assertThat(all.get(1).toCompletableFuture()).failsWithin(LONG);
		assertThat(all.get(2).toCompletableFuture()).succeedsWithin(LONG);
		assertThat(names()).containsExactly("a", "c", "first");
	}

	/** Each would wait as long for the store as they waited together. */
	@Test
	void aStoreThatIsAwayIsAskedOnceForAll() {
		this.transactions.away = true;
		List<CompletionStage<Recognised>> all = behindTheFirst("a", "b", "c");
		all.forEach((one) -> assertThatThrownBy(() -> one.toCompletableFuture().join())
			.isInstanceOf(CompletionException.class)
			.hasCauseInstanceOf(CannotCreateTransactionException.class));
		assertThat(this.transactions.count).hasValue(2);
		this.transactions.away = false;
		assertThat(this.threads.run(() -> came("d")).toCompletableFuture()).succeedsWithin(LONG);
	}

	@Test
	void noTransactionHasMoreThanTheBound() {
		String[] names = new String[RecognitionThreads.MAX_TOGETHER + 1];
		for (int i = 0; i < names.length; i++) {
			names[i] = "n" + i;
		}
		behindTheFirst(names).forEach((one) -> assertThat(one.toCompletableFuture()).succeedsWithin(LONG));
		assertThat(this.transactions.count).hasValue(3);
	}

	@Test
	void whereTheStoreTakesSeveralWritersEachRunsByItself() {
		try (RecognitionThreads several = RecognitionThreads.singly()) {
			CountDownLatch both = new CountDownLatch(2);
			Consumer<String> meet = (name) -> {
				both.countDown();
				await(both);
			};
			List<CompletionStage<Recognised>> all = List.of("a", "b").stream().map((name) -> several.run(() -> {
				meet.accept(name);
				return new AtItsWord(name);
			})).toList();
			all.forEach((one) -> assertThat(one.toCompletableFuture()).succeedsWithin(LONG));
		}
	}

	/** Has a first person keep the thread until all others wait. */
	private List<CompletionStage<Recognised>> behindTheFirst(String... names) {
		CompletionStage<Recognised> first = this.threads.run(() -> {
			await(this.gate);
			return came("first");
		});
		this.transactions.awaitBegun();
		List<CompletionStage<Recognised>> all = new ArrayList<>();
		for (String name : names) {
			all.add(this.threads.run(() -> came(name)));
		}
		this.gate.countDown();
		first.toCompletableFuture().exceptionally((failure) -> new AtItsWord("")).join();
		return all;
	}

	private Recognised came(String name) {
		this.jdbc.sql("INSERT INTO came (name) VALUES (?)").param(name).update();
		return new AtItsWord(name);
	}

	private List<String> names() {
		return this.jdbc.sql("SELECT name FROM came ORDER BY name").query(String.class).list();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class CountedTransactions implements TransactionOperations {

		private final TransactionOperations real;

		private final AtomicInteger count = new AtomicInteger();

		private final CountDownLatch begun = new CountDownLatch(1);

		private volatile boolean away;

		private volatile Consumer<String> beforeCommit = (name) -> {
		};

		CountedTransactions(TransactionOperations real) {
			this.real = real;
		}

		@Override
		public <T> T execute(TransactionCallback<T> action) {
			this.count.incrementAndGet();
			this.begun.countDown();
			if (this.away) {
				throw new CannotCreateTransactionException("away");
			}
			return this.real.execute((TransactionStatus status) -> {
				T result = action.doInTransaction(status);
				this.beforeCommit.accept("commit");
				return result;
			});
		}

		void awaitBegun() {
			await(this.begun);
		}

	}

}
