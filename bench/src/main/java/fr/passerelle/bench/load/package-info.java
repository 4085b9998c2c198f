/**
 * A load driver for the whole program on the loopback address. Start reading at
 * {@link fr.passerelle.bench.load.Measurement}: it starts pretend servers and the gateway
 * in processes of their own, loads them from this process and reads what the gateway used
 * from {@code /proc}. Every part is bounded by {@link fr.passerelle.bench.load.Plan}.
 */
@org.jspecify.annotations.NullMarked
package fr.passerelle.bench.load;
