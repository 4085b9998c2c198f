/**
 * A sample of an application behind the gateway. It shows the {@code Passerelle-*}
 * headers of each request, and whether their signature is good. It uses the JDK's web
 * server and Nimbus JOSE + JWT, and no framework, so that developers of such an
 * application can read all that it takes. Start reading at
 * {@link fr.passerelle.tryit.sample.AssertionVerifier}.
 */
@NullMarked
package fr.passerelle.tryit.sample;

import org.jspecify.annotations.NullMarked;
