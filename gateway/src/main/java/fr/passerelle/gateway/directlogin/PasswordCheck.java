package fr.passerelle.gateway.directlogin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.identity.HashingBusyException;
import fr.passerelle.gateway.identity.People;
import fr.passerelle.gateway.identity.Person;
import fr.passerelle.gateway.web.VisitorRequest;

/**
 * Checks a local name and password on a thread of its own, and counts who guesses:
 * whatever form they were typed into.
 */
public final class PasswordCheck {

	/** How long to wait when all password checks are taken. */
	private static final Duration BUSY = Duration.ofSeconds(10);

	private final People people;

	private final Suspensions suspensions;

	private final Executor checks;

	PasswordCheck(People people, Suspensions suspensions, Executor checks) {
		this.people = people;
		this.suspensions = suspensions;
		this.checks = checks;
	}

	/** How long this address still has to wait, whatever the name; empty if not. */
	public Optional<Duration> suspendedFor(VisitorRequest request) {
		return this.suspensions.suspendedFor(request.clientAddress());
	}

	/** How long this attempt still has to wait; empty where it need not. */
	public Optional<Duration> suspendedFor(VisitorRequest request, Establishment establishment, String username) {
		return this.suspensions.suspendedFor(attempt(request, establishment, username));
	}

	/**
	 * Checks, unless the attempt has to wait.
	 * @param username as typed
	 * @param password as typed
	 * @param answer made of the result, on the check's own thread
	 */
	public <T> CompletionStage<T> check(VisitorRequest request, Establishment establishment, String username,
			String password, Function<Result, T> answer) {
		Optional<Duration> left = suspendedFor(request, establishment, username);
		if (left.isPresent()) {
			return CompletableFuture.completedFuture(answer.apply(new Wait(left.get())));
		}
		try {
			return CompletableFuture.supplyAsync(() -> answer.apply(result(request, establishment, username, password)),
					this.checks);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(answer.apply(new Wait(BUSY)));
		}
	}

	private Result result(VisitorRequest request, Establishment establishment, String username, String password) {
		Attempt attempt = attempt(request, establishment, username);
		Optional<Person> known;
		try {
			known = this.people.verify(establishment.uai(), username, password);
		}
		catch (HashingBusyException ex) {
			return new Wait(BUSY);
		}
		if (known.isEmpty()) {
			this.suspensions.recordFailure(attempt);
			return new Wrong();
		}
		this.suspensions.recordSuccess(attempt);
		return new Right(known.get());
	}

	private static Attempt attempt(VisitorRequest request, Establishment establishment, String username) {
		return Attempt.at(establishment.uai(), request.clientAddress(), username);
	}

	/** What came of a check. */
	public sealed interface Result {

		/** Reads the result, whichever it is. */
		<T> T fold(Function<Person, T> right, Supplier<T> wrong, Function<Duration, T> wait);

	}

	/** The password is this person's. */
	record Right(Person person) implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Supplier<T> wrong, Function<Duration, T> wait) {
			return right.apply(this.person);
		}

	}

	/** The name or the password is wrong; which one, nobody says. */
	record Wrong() implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Supplier<T> wrong, Function<Duration, T> wait) {
			return wrong.get();
		}

	}

	/** Nothing was checked: too many wrong attempts, or too many checks at once. */
	record Wait(Duration left) implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Supplier<T> wrong, Function<Duration, T> wait) {
			return wait.apply(this.left);
		}

	}

}
