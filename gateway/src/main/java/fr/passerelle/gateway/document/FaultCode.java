package fr.passerelle.gateway.document;

import java.util.List;

/**
 * What can be wrong in a document, with the English sentence that follows the path. The
 * names are stable: other languages have their sentences by them.
 */
public enum FaultCode {

	REQUIRED("is required"),

	REQUIRED_ONE_OF("is required: one of {0}"),

	REQUIRED_WITHOUT_SERVER("is required where there is no serverUrl"),

	LOGOUT_REQUIRED("is required where there is no serverUrl and loginUrl does not end in /login"),

	CAS_REQUIRED("is required where no entry of the catalogue is named by ent"),

	SERVER_UNKNOWN("is required: the catalogue does not know the address of {0}; ask the ENT for it"),

	SERVER_OF_FORM("is required: the catalogue does not know the address of {0}; ask the ENT for it, in the form {1}"),

	UNKNOWN_KEY("is not known here; known: {0}"),

	NOT_FLAG("is true or false"),

	NOT_TEXT("is a text"),

	UNQUOTED("is a text: put it between quotes"),

	NOT_LIST("is a list"),

	NOT_BLOCK("is a block of keys and values"),

	TOO_MANY("has more than {0} entries"),

	TWICE("stands there twice"),

	NULL_REFUSED("may be left out, but is not null"),

	NEEDS_SOME("has one or several of {0}"),

	INDIRECTION("anchors, aliases and tags are not taken: write the value itself"),

	TOO_LARGE("the document is larger than {0} KB"),

	NOT_MAP("the document is no map of keys and values"),

	NOT_UTF8("the document is not UTF-8"),

	EMPTY("the document is empty"),

	TOO_DEEP("the document is nested deeper than {0}"),

	SYNTAX("cannot be read as {0}: {1}"),

	SYNTAX_AT("cannot be read as {0}, line {2}, column {3}: {1}"),

	HOST_TAKEN("has the host of {0}: an establishment is found by its host alone, whatever the port"),

	HOST_TAKEN_ELSEWHERE(
			"has the host of another establishment: an establishment is found by its host alone, whatever the port"),

	HOST_OF_CONSOLE(
			"has a host on which administrators sign in: give it another, or the console one of its own (passerelle.console.hosts)"),

	HOST_OF_PLATFORM("has the host at which people come back from the platform's EduConnect: give it another"),

	PLACE_NEVER("leads where no server of a school is (link-local, multicast, a cloud's metadata)"),

	PLACE_OWN("leads to the gateway itself"),

	PLACE_NOT_LISTED("leads to a place that passerelle.upstreams does not allow"),

	UNDERSCORE(
			"has an underscore in its host, which no certificate is checked against: write it with http:// or by another name"),

	OTHER_UAI("is {0} here, since the address says so"),

	NOT_UAI("is seven digits and a letter, e.g. 0330001A"),

	NOT_LINE("is a line of 1 to {0} characters"),

	NOT_ATTRIBUTE("is the name of an attribute, without spaces"),

	NOT_ID("is made of a-z, 0-9 and -, 40 characters at most"),

	ID_RESERVED("may not be direct, which stands for the local form"),

	ID_TAKEN("is another delegation's"),

	NOT_ONE_OF("is one of {0}"),

	NOT_ORIGIN("is scheme, host and port alone, without path or query"),

	NOT_WITHOUT_QUERY("is an address without query"),

	NOT_ADDRESS("is an address that begins with https:// (or http://) and a host, without user or fragment"),

	PROTOCOL_IN_LINK("leaves out {0}=, which is added at each login"),

	UNKNOWN_ENT("is not in the catalogue; GET /api/v1/ents lists it"),

	UNKNOWN_ENT_NEAR("is not in the catalogue; near: {0}"),

	ENT_WITHOUT_CAS("has no CAS server ({0}): it cannot be delegated to"),

	NOT_CERTIFICATES("is 1 to {0} certificates in PEM form (-----BEGIN CERTIFICATE-----), one after the other"),

	EDUCONNECT_REQUIRED("is required: a block with environment and by"),

	EDUCONNECT_METADATA(
			"is required: the file that the ministry gave for this environment; or metadataUrl, or certificates"),

	OTHER_WAY("is for by: {0} alone"),

	NO_PLATFORM(
			"is not possible: this platform has no agreement of its own with EduConnect (passerelle.educonnect.url)"),

	OTHER_PROTOCOL("is for protocol {0} alone"), NOT_DOCUMENT("is a document of 1 to {0} characters"),
	NOT_METADATA("cannot be used as the metadata of an identity provider: {0}"),
	NOT_WORD("is a word of letters, digits and signs, without blank"),
	OPENID_SCOPE("contains openid, without which a provider does not say who signed in"),
	METADATA_OR_KEYS("is required, or metadata, or entityId with ssoUrl and certificates"),
	METADATA_OR_PASSIVE("is required, or passiveUrl, with issuer and certificates where there is no metadata"),
	ISSUER_WITH_KEYS("is required where certificates take the place of metadata"),
	NOT_PATTERN("begins with a slash, may hold * inside a segment and may end in /**, e.g. /pronote/reports/**"),

	PATH_RESERVED("reaches {0}, which is not this document's to give"),

	PAGE_RESERVED("reaches the page {0}, which has its owner"),

	PATH_OWNED("belongs to the Espace {0} already"),

	PATH_NOT_PUBLIC("belongs to an Espace and cannot be public"),

	UNKNOWN_DELEGATION("is no delegation of this document; there are: {0}"),

	NO_DELEGATIONS("is no delegation of this document"),

	NEEDS_NO_LOGIN("is not for Page Établissement, which needs no login"),

	PARAMETER_NAME("is named by A-Z, a-z, 0-9, _, . and -, 40 characters at most"),

	PARAMETER_RESERVED("is the protocol's own, which is added at each login"),

	NOT_INSTANT("is a date and a time with its offset, e.g. 2026-09-01T08:00:00+02:00"),

	IN_THE_PAST("is in the past"),

	TOO_FAR("is more than {0} years ahead"),

	NOT_CLOSED("is for a closed establishment alone: leave it out where published is true"),

	DELEGATION_IN_USE("leads into {0}: take it out of these Espaces first, or with it"),

	NONE_AND_SOME("cannot be delegated to none and to some at once");

	private final String sentence;

	FaultCode(String sentence) {
		this.sentence = sentence;
	}

	/** The English sentence, without its path. */
	String sentence(List<String> arguments) {
		String text = this.sentence;
		for (int i = 0; i < arguments.size(); i++) {
			text = text.replace("{" + i + "}", arguments.get(i));
		}
		return text;
	}

}
