/**
 * Where the program keeps its data: the data directory, which one program alone may use,
 * and the database in it or beside it. Knows no table; each package writes its own SQL.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = { "files", "settings" })
package fr.passerelle.gateway.store;
