package fr.passerelle.tryit.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that run in a browser, once for each {@link Screen}; the constructor takes the
 * screen and the {@link Trial}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@InABrowser
@ParameterizedClass(name = "{0}")
@EnumSource(Screen.class)
@interface OnEachScreen {

}
