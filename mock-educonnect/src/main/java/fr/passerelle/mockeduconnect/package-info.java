/**
 * An imitation of EduConnect, the French ministry's account for pupils and parents, as a
 * SAML 2 identity provider and as an OpenID Connect provider: its attributes, encrypted
 * assertions, signed answers, codes, the form in two steps, logout. Start reading at
 * {@link fr.passerelle.mockeduconnect.MockEduConnect}.
 * <p>
 * It knows no service's code. Messages are made with the Java platform's XML and
 * signatures, and encrypted with Apache Santuario, so that a service under test is judged
 * by code that it does not share.
 */
@NullMarked
package fr.passerelle.mockeduconnect;

import org.jspecify.annotations.NullMarked;
