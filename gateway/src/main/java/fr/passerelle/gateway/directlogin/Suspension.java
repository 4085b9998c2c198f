package fr.passerelle.gateway.directlogin;

import java.time.Instant;

/**
 * An address that guessed too often.
 *
 * @param address the address, or the first one of an IPv6 /64
 * @param range the address, or the whole /64 in CIDR notation
 * @param since when it was suspended
 * @param until when it may try again
 */
public record Suspension(String address, String range, Instant since, Instant until) {
}
