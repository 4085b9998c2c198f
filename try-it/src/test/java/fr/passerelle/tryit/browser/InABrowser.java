package fr.passerelle.tryit.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that run in a browser, once; the constructor may take the {@link Trial}. Pages
 * that {@link Browser#faults} looks at are seen on each screen all the same.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ Chromium.class, TrialExtension.class })
@interface InABrowser {

}
