package fr.passerelle.gateway.schoolfile;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code PARAMETRES} of SIECLE's and STS-Web's exports: of which establishment
 * and school year they are.
 */
final class ExportHeader {

	static final String ELEMENT = "PARAMETRES";

	private final String file;

	private final Uai uai;

	private final Findings findings;

	private boolean seen;

	private String exported = "";

	ExportHeader(String file, Uai uai, Findings findings) {
		this.file = file;
		this.uai = uai;
		this.findings = findings;
	}

	void accept(XmlRecord block) {
		if (block.first("APPLICATION_SOURCE") != null) {
			throw timetable(this.file);
		}
		refuseOther(this.file, this.uai, either(block, "UAJ", "CODE"));
		String year = either(block, "ANNEE_SCOLAIRE", "ANNEE");
		if (!year.isEmpty()) {
			this.findings.year(this.file, year);
		}
		this.exported = block.of("DATE_EXPORT");
		this.seen = true;
	}

	/** The day of the export as the file writes it; empty where it does not. */
	String exported() {
		return this.exported;
	}

	/** A file that names no establishment may be any school's. */
	void end() {
		if (!this.seen) {
			throw new UnusableFileException(this.file, "does not say of which establishment it is (PARAMETRES/UAJ)");
		}
	}

	static UnusableFileException timetable(String file) {
		return new UnusableFileException(file,
				"is a timetable program's export to STS-Web; wanted is what STS-Web itself exports: sts_emp_….xml");
	}

	static void refuseOther(String file, Uai uai, String found) {
		if (!Uai.isUai(found) || !new Uai(found).equals(uai)) {
			String shown = Uai.isUai(found) ? new Uai(found).value()
					: "an establishment that it does not name by a UAI";
			throw new UnusableFileException(file, "is of " + shown + ", and this establishment is " + uai);
		}
	}

	/** SIECLE writes a text, STS-Web an attribute. */
	private static String either(XmlRecord block, String child, String attribute) {
		@Nullable XmlRecord found = block.first(child);
		String text = block.of(child);
		return (text.isEmpty() && found != null) ? found.attribute(attribute) : text;
	}

}
