package fr.passerelle.gateway.version;

import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The versions that an edit was made upon; an edit of any other lost a race.
 *
 * @param numbers the versions; null for whichever it is now
 */
public record ExpectedVersion(@Nullable Set<Long> numbers) {

	/** Whichever version it is now. */
	public static final ExpectedVersion ANY = new ExpectedVersion(null);

	public ExpectedVersion {
		numbers = (numbers != null) ? Set.copyOf(numbers) : null;
	}

	/** The one version that a form was made upon. */
	public static ExpectedVersion only(long number) {
		return new ExpectedVersion(Set.of(number));
	}

	/** Whether an edit of what is at this version now lost no race. */
	public boolean admits(long current) {
		return this.numbers == null || this.numbers.contains(current);
	}

	void check(Uai uai, long current) {
		if (!admits(current)) {
			throw new LostRaceException(uai, current);
		}
	}

}
