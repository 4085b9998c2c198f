package fr.passerelle.gateway.enthealth;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;

/**
 * The keys of establishments and of the platform, of a protocol by which they sign or
 * decrypt. Providers are told of them.
 */
public interface EntKeys {

	/** The protocol that uses them. */
	Protocol protocol();

	/** An establishment's own keys, newest first; none while they are being made. */
	List<OwnKey> of(Uai uai);

	/**
	 * Begins a change to new keys, which both sides have time to hear of.
	 * @return false if a change is under way: then nothing changes
	 * @throws IOException if the new keys cannot be written
	 */
	boolean change(Uai uai, Actor actor) throws IOException;

	/** The platform's own keys, as {@link #of} tells an establishment's. */
	List<OwnKey> ofPlatform();

	/**
	 * As {@link #change}, of the platform's keys.
	 * @return false if a change is under way: then nothing changes
	 * @throws IOException if the new keys cannot be written
	 */
	boolean changePlatform(Actor actor) throws IOException;

	/**
	 * One of an establishment's pairs of keys.
	 *
	 * @param madeAt when it was made
	 * @param signsFrom when it begins, or began, to sign
	 * @param signs whether messages are signed with it now
	 * @param certificate of the key, in PEM form, for providers that ask for it alone
	 */
	record OwnKey(Instant madeAt, Instant signsFrom, boolean signs, String certificate) {
	}

}
