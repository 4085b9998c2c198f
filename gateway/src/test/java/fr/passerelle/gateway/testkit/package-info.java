/**
 * What tests of more than one package use: a browser without a screen, an Espace
 * application, the gateway in this process or in one of its own.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway.testkit;
