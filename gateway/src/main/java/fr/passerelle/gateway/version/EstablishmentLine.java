package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Uai;

/**
 * An establishment in the list.
 *
 * @param uai its code
 * @param name its name
 * @param publicUrl its address
 * @param published whether its Espaces may be open at all
 * @param version its current version
 */
public record EstablishmentLine(Uai uai, String name, String publicUrl, boolean published, long version) {
}
