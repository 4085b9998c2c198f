package fr.passerelle.gateway.schoolfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.schoolfile.FilePerson.Place;
import fr.passerelle.gateway.schoolfile.SchoolFiles.RawList;
import fr.passerelle.gateway.schoolfile.SchoolFiles.ReadFile;

/**
 * Collects what is read from the files of one import, within bounds.
 */
final class Findings {

	/** Most people of one import, those left out included. */
	static final int MAX_PEOPLE = 200_000;

	/** Most faults reported. */
	static final int MAX_FAULTS = 200;

	private final List<ReadFile> files = new ArrayList<>();

	private final List<FilePerson> people = new ArrayList<>();

	private final List<FamilyLink> families = new ArrayList<>();

	private final List<EntName> entNames = new ArrayList<>();

	private final List<LeftOut> left = new ArrayList<>();

	private final List<RawList> lists = new ArrayList<>();

	private final List<FileFault> faults = new ArrayList<>();

	private final Map<String, Place> places = new HashMap<>();

	private String year = "";

	private String yearOf = "";

	void file(String name, FileKind kind) {
		this.files.add(new ReadFile(name, kind));
	}

	void list(String name, byte[] content) {
		this.lists.add(new RawList(name, content));
	}

	/** One source key is one person, in all files of an import. */
	void person(FilePerson person) {
		Place first = this.places.putIfAbsent(person.sourceId(), person.place());
		if (first != null) {
			fault(person.place(), "", "is the same person as line " + first.line() + " of " + first.file());
			return;
		}
		this.people.add(person);
		count(person.place());
	}

	void leave(LeftOut one) {
		this.left.add(one);
		count(one.place());
	}

	void family(FamilyLink link) {
		this.families.add(link);
	}

	void entName(EntName name) {
		this.entNames.add(name);
		count(name.place());
	}

	private void count(Place place) {
		if (this.people.size() + this.left.size() + this.entNames.size() > MAX_PEOPLE) {
			throw new UnusableFileException(place.file(), "brings the import to more than " + MAX_PEOPLE + " people");
		}
	}

	/** Files of two school years in one import would close one half of the school. */
	void year(String file, String schoolYear) {
		if (this.year.isEmpty()) {
			this.year = schoolYear;
			this.yearOf = file;
		}
		else if (!this.year.equals(schoolYear)) {
			fault(file, 0, "ANNEE_SCOLAIRE", "is " + schoolYear + ", but " + this.year + " in " + this.yearOf);
		}
	}

	void fault(Place place, String column, String message) {
		fault(place.file(), place.line(), column, message);
	}

	void fault(String file, long line, String column, String message) {
		if (!isFull()) {
			this.faults.add(new FileFault(file, line, column, message));
		}
	}

	boolean isFull() {
		return this.faults.size() >= MAX_FAULTS;
	}

	boolean hasFaults(String file) {
		return this.faults.stream().anyMatch((fault) -> fault.file().equals(file));
	}

	SchoolFiles result() {
		return new SchoolFiles(List.copyOf(this.files), List.copyOf(this.people), List.copyOf(this.families),
				List.copyOf(this.entNames), List.copyOf(this.left), List.copyOf(this.lists), List.copyOf(this.faults));
	}

}
