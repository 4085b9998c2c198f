package fr.passerelle.gateway.schoolfile;

import java.util.List;

/**
 * What the files of one import say together.
 *
 * @param files each with its kind, in the order in which they came
 * @param people of all files
 * @param families guardians and children
 * @param entNames how the ENT calls people
 * @param left people of a file who get no access by it
 * @param lists files of kind {@link FileKind#CSV}, as they came
 * @param faults with any of which nothing is imported
 */
public record SchoolFiles(List<ReadFile> files, List<FilePerson> people, List<FamilyLink> families,
		List<EntName> entNames, List<LeftOut> left, List<RawList> lists, List<FileFault> faults) {

	/** Whether a file of this kind is among them. */
	public boolean has(FileKind kind) {
		return this.files.stream().anyMatch((file) -> file.kind() == kind);
	}

	/**
	 * One file.
	 *
	 * @param name as it came, the archive's name before it
	 * @param kind what it is
	 */
	public record ReadFile(String name, FileKind kind) {
	}

	/**
	 * A list with the gateway's own columns.
	 *
	 * @param name of the file
	 * @param content its bytes
	 */
	@SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
	public record RawList(String name, byte[] content) {

		@Override
		public String toString() {
			return "RawList[" + this.name + "]";
		}

	}

}
