/**
 * A sample of an application behind the gateway. It believes the {@code Passerelle-*}
 * headers as far as their signature goes, and shows what it was told. It uses the JDK's
 * web server and Nimbus JOSE + JWT, and no framework, so that developers of such an
 * application can read all that it takes. Start reading at
 * {@link fr.passerelle.tryit.sample.AssertionVerifier}.
 */
@NullMarked
package fr.passerelle.tryit.sample;

import org.jspecify.annotations.NullMarked;
