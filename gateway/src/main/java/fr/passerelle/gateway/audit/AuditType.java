package fr.passerelle.gateway.audit;

/**
 * What can happen that an administrator may have to account for. A name is stored with
 * each entry: old entries stay readable, so no name is changed or removed.
 */
public enum AuditType {

	LOGIN_SUCCEEDED, LOGIN_REFUSED, DIRECT_LOGIN_SUCCEEDED, DIRECT_LOGIN_REFUSED, LOGOUT, SINGLE_LOGOUT,
	ADDRESS_SUSPENDED, ADDRESS_RELEASED, CONFIGURATION_CHANGED, PEOPLE_IMPORTED, PEOPLE_EXPORTED, IDENTITY_LINKED,
	IDENTITY_UNLINKED, USER_TOLD_APART, SESSION_ENDED, SESSIONS_ENDED, SECURITY_RULES_CHANGED, SAML_KEYS_CHANGED,
	CLIENT_SECRET_CHANGED, DIAGNOSIS_RUN, PLAN_CREATED, PLAN_CANCELLED, PLAN_APPLIED, PLAN_FAILED,
	ADMIN_LOGIN_SUCCEEDED, ADMIN_LOGIN_REFUSED, ADMIN_LOGOUT, ADMINISTRATOR_CREATED, ADMINISTRATOR_CHANGED,
	ADMINISTRATOR_DELETED, PASSWORD_CHANGED, SECOND_FACTOR_CHANGED, TOKEN_CREATED, TOKEN_REVOKED, BACKUP_MADE,
	BACKUP_FAILED, BACKUP_RESTORED, BACKUP_DOWNLOADED, BACKUP_UPLOADED, AUDIT_PURGED, AUDIT_EXPORTED, AUDIT_LOST,
	PAGE_REFUSED, PEOPLE_IMPORT_UNDONE;

	/** How much an entry counts where there is no room for all; the least first. */
	enum Weight {

		/** What a stranger can cause without an account. */
		REFUSAL,

		/** What people did who signed in. */
		VISIT,

		/** What administrators and the program itself did. */
		ADMINISTRATION

	}

	/** What a stranger can cause any number of times. */
	boolean isRefusal() {
		return weight() == Weight.REFUSAL;
	}

	Weight weight() {
		return switch (this) {
			case LOGIN_REFUSED, DIRECT_LOGIN_REFUSED, ADMIN_LOGIN_REFUSED, PAGE_REFUSED, ADDRESS_SUSPENDED ->
				Weight.REFUSAL;
			case LOGIN_SUCCEEDED, DIRECT_LOGIN_SUCCEEDED, LOGOUT, SINGLE_LOGOUT, IDENTITY_LINKED, SESSION_ENDED ->
				Weight.VISIT;
			default -> Weight.ADMINISTRATION;
		};
	}

}
