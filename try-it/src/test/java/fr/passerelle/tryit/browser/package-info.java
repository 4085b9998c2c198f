/**
 * The trial in a real browser: Chromium through Selenium, on desktop and phone sizes,
 * each page held against axe-core in light and dark. {@link Browser} says what a person
 * does, {@link Trial} what is running, and the tests the journeys.
 */
@NullMarked
package fr.passerelle.tryit.browser;

import org.jspecify.annotations.NullMarked;
