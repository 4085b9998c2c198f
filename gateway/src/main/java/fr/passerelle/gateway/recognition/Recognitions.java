package fr.passerelle.gateway.recognition;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Where people are recognised: on threads that may wait for the store, since the callers'
 * threads belong to the ENTs' answers.
 */
@FunctionalInterface
public interface Recognitions {

	/**
	 * Recognises a person by {@link Rapprochement}.
	 * @param recognition reads and writes the store, and does nothing else: it may be run
	 * a second time after its first changes were taken back
	 * @return the result, once all that it depends on is on the disk
	 */
	CompletionStage<Recognised> run(Supplier<Recognised> recognition);

}
