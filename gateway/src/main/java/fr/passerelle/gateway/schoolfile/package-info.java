/**
 * The files that a school has: pupils and guardians of SIECLE, staff of STS-Web, ONDE's
 * lists, an ENT's {@code RapprochementSSO}. Recognises each by its content and reads it
 * as a stream into plain records. Start reading at {@code SchoolFileReader}. Refuses to
 * know the store, and so whom a school has already.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = "establishment")
package fr.passerelle.gateway.schoolfile;
