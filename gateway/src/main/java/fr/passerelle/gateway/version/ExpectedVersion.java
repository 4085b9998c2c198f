package fr.passerelle.gateway.version;

import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The versions that an edit was made upon; an edit of any other lost a race.
 *
 * @param numbers the versions; null if any version is accepted
 */
public record ExpectedVersion(@Nullable Set<Long> numbers) {

	/** Accepts any current version. */
	public static final ExpectedVersion ANY = new ExpectedVersion(null);

	public ExpectedVersion {
		numbers = (numbers != null) ? Set.copyOf(numbers) : null;
	}

	/** The one version that a form was made upon. */
	public static ExpectedVersion only(long number) {
		return new ExpectedVersion(Set.of(number));
	}

	/** Whether an edit may be applied to this current version. */
	public boolean admits(long current) {
		return this.numbers == null || this.numbers.contains(current);
	}

	void check(Uai uai, long current) {
		if (!admits(current)) {
			throw new LostRaceException(uai, current);
		}
	}

}
