package fr.passerelle.gateway.establishment;

/**
 * The algorithms by which an ID token may be signed, all of them by a private key of the
 * provider. A token of another algorithm than the delegation's is refused.
 */
public enum TokenAlgorithm {

	RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512

}
