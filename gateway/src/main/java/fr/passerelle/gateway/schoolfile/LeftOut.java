package fr.passerelle.gateway.schoolfile;

/**
 * A person of a file who gets no access by it.
 *
 * @param sourceId the file's key of the person; empty where there is none
 * @param name as a human reads it
 * @param reason why
 * @param place where the file has the person
 */
public record LeftOut(String sourceId, String name, Reason reason, FilePerson.Place place) {

	@Override
	public String toString() {
		return "LeftOut[" + this.reason + ", " + this.place + "]";
	}

	/** Why a person is left out. */
	public enum Reason {

		/** A pupil with a date of leaving. */
		LEFT_SCHOOL,
		/** A person to call, who is nobody's legal guardian. */
		CONTACT_ONLY,
		/** A guardian none of whose children is in the school. */
		NO_CURRENT_CHILD,
		/** Staff without a function: on leave. */
		ON_LEAVE,
		/** The file has no name or no given name. */
		NO_NAME,
		/** The school has no such person, or several: an ENT's list adds nobody. */
		NOT_FOUND;

		/** Whether the file says by this that the person is no more of the school. */
		public boolean isGone() {
			return this != ON_LEAVE;
		}

	}

}
