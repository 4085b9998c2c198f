package fr.passerelle.gateway.whatif;

import fr.passerelle.gateway.establishment.Validation;

/**
 * Reads a kept validation answer by the parser of live logins.
 */
public interface AnswerReader {

	/**
	 * Reads an answer.
	 * @param answer as the ENT sent it, without HTTP headers
	 * @param contentType as it was sent, or empty
	 * @param configured the delegation's dialect, tried first
	 * @param service for whom the answer would have to be
	 * @return what it says
	 */
	Reading read(byte[] answer, String contentType, Validation configured, String service);

}
