/**
 * The school's list of people: their records, local passwords, the CSV import and export.
 * Start reading at {@code People}. Refuses to know how a person signs in and what an ENT
 * says of them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
		allowedDependencies = { "actor", "establishment", "http", "schoolfile", "version" })
package fr.passerelle.gateway.people;
