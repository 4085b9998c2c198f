package fr.passerelle.gateway.directlogin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.people.HashingBusyException;
import fr.passerelle.gateway.people.PasswordVerdict;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.suspension.Attempt;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.suspension.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Checks a local name and password on a thread of its own, and counts wrong attempts, for
 * every form that asks for them.
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

	/** How long this address still has to wait, for any name; empty where it need not. */
	public Optional<Duration> suspendedFor(VisitorRequest request) {
		return this.suspensions.suspendedFor(request.clientAddress());
	}

	/** How long this attempt still has to wait; empty where it need not. */
	public Optional<Duration> suspendedFor(VisitorRequest request, Establishment establishment, String username) {
		return this.suspensions.suspendedFor(attempt(request, establishment, username));
	}

	/**
	 * Checks, unless the attempt has to wait.
	 * @param request of the client that typed them
	 * @param establishment whose person this is to be
	 * @param credentials as typed
	 * @param answer makes the answer from the result, on the check's own thread
	 */
	public <T> CompletionStage<T> check(VisitorRequest request, Establishment establishment, Credentials credentials,
			Function<Result, T> answer) {
		Optional<Duration> left = suspendedFor(request, establishment, credentials.username());
		if (left.isPresent()) {
			return CompletableFuture.completedFuture(answer.apply(new Wait(left.get())));
		}
		try {
			return CompletableFuture.supplyAsync(() -> answer.apply(result(request, establishment, credentials)),
					this.checks);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(answer.apply(new Wait(BUSY)));
		}
	}

	/** Attempts that failed while this one waited for a thread count too. */
	private Result result(VisitorRequest request, Establishment establishment, Credentials credentials) {
		try (Turn turn = this.suspensions.turn(attempt(request, establishment, credentials.username()))) {
			Optional<Duration> left = turn.refusedFor();
			if (left.isPresent()) {
				return new Wait(left.get());
			}
			PasswordVerdict verdict = this.people.check(establishment.uai(), credentials.username(),
					credentials.password());
			Optional<Person> person = verdict.verified();
			if (person.isEmpty()) {
				turn.wrong();
				return new Wrong(verdict.account());
			}
			turn.right();
			return new Right(person.get());
		}
		catch (HashingBusyException ex) {
			return new Wait(BUSY);
		}
	}

	private static Attempt attempt(VisitorRequest request, Establishment establishment, String username) {
		return Attempt.at(establishment.uai(), request.clientAddress(), username);
	}

	/** What came of a check. */
	public sealed interface Result {

		/**
		 * Reads the result.
		 * @param right gets the person whose password it is
		 * @param wrong gets the account that has the name, for the journal alone; empty
		 * where no account has it
		 * @param wait gets the time that the attempt has to wait
		 */
		<T> T fold(Function<Person, T> right, Function<Optional<String>, T> wrong, Function<Duration, T> wait);

	}

	/** The password is this person's. */
	record Right(Person person) implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Function<Optional<String>, T> wrong, Function<Duration, T> wait) {
			return right.apply(this.person);
		}

	}

	/**
	 * The name or the password is wrong; no answer says which.
	 *
	 * @param account whose password was tried; null where no account has the name
	 */
	record Wrong(@Nullable String account) implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Function<Optional<String>, T> wrong, Function<Duration, T> wait) {
			return wrong.apply(Optional.ofNullable(this.account));
		}

	}

	/**
	 * Nothing was checked: too many wrong attempts, or too many checks at the same time.
	 */
	record Wait(Duration left) implements Result {

		@Override
		public <T> T fold(Function<Person, T> right, Function<Optional<String>, T> wrong, Function<Duration, T> wait) {
			return wait.apply(this.left);
		}

	}

}
