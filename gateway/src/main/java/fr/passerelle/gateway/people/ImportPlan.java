package fr.passerelle.gateway.people;

import java.util.List;

import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.LeftOut;
import fr.passerelle.gateway.schoolfile.SchoolFiles.ReadFile;

/**
 * What an import does, or would do.
 *
 * @param files what came
 * @param added people who were not known
 * @param changed people with any change
 * @param unchanged people of the files without a change
 * @param gone people of these kinds of files who are in none of them any more
 * @param left people of the files who get no access by them
 * @param questions what only a human knows
 * @param faults with any of which nothing is done
 */
public record ImportPlan(List<ReadFile> files, List<Person> added, List<Changed> changed, int unchanged,
		List<Person> gone, List<LeftOut> left, List<ImportQuestion> questions, List<FileFault> faults) {

	/** The counts of people. */
	public ImportReport report() {
		return new ImportReport(this.added.size(), this.changed.size(), this.unchanged);
	}

	@Override
	public String toString() {
		return "ImportPlan[" + report() + "]";
	}

	/**
	 * A person before and after.
	 *
	 * @param before as in the store
	 * @param after as by the files
	 */
	public record Changed(Person before, Person after) {
	}

}
