package fr.passerelle.entcatalog;

/**
 * The kind of school that an ENT serves; often deduced from its name.
 */
public enum Audience {

	/** Primary schools. */
	ECOLES,

	/** Lower secondary schools. */
	COLLEGES,

	/** Upper secondary schools. */
	LYCEES,

	/** Several of these. */
	MIXED,

	/** No source says. */
	UNKNOWN

}
