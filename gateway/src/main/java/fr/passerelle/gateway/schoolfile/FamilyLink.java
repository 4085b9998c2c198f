package fr.passerelle.gateway.schoolfile;

import org.jspecify.annotations.Nullable;

/**
 * A file says that one person is a legal guardian of another.
 *
 * @param guardian the guardian's source key
 * @param child the child's source key; empty where the file has the child's name alone
 * @param childFamilyName the child's family name; empty where there is a key
 * @param childGivenName the child's given name; empty where there is a key
 * @param legalRank 1 or 2; null where the file does not tell it
 */
public record FamilyLink(String guardian, String child, String childFamilyName, String childGivenName,
		@Nullable Integer legalRank) {

	@Override
	public String toString() {
		return "FamilyLink[" + this.legalRank + "]";
	}

}
