/**
 * The gateway. Start reading at {@code front.FrontDoor}, which every visitor's request
 * passes.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.gateway;
