package fr.passerelle.gateway.document;

import fr.passerelle.gateway.establishment.EspaceKey;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first facts about a new establishment. The document's reader decides whether it is
 * accepted.
 *
 * @param uai its code
 * @param name its name
 * @param publicUrl its address
 * @param upstream the application
 */
public record Blueprint(String uai, String name, String publicUrl, String upstream) {

	/**
	 * A document from nothing: the Espaces of parents, pupils and teachers, entered by
	 * the local form until they are delegated.
	 * @param published whether visitors may enter immediately
	 */
	public ConfigurationDocument document(boolean published) {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		put(root);
		root.put("published", published);
		ObjectNode espaces = root.putObject("espaces");
		for (EspaceKey key : new EspaceKey[] { EspaceKey.PROFESSEUR, EspaceKey.PARENT, EspaceKey.ELEVE }) {
			espaces.putObject(key.key()).put("published", true).put("directLogin", true);
		}
		return new ConfigurationDocument(root);
	}

	/** Another establishment's document with these four in their place. */
	public ConfigurationDocument like(ConfigurationDocument model) {
		ObjectNode root = model.copy();
		put(root);
		return new ConfigurationDocument(root);
	}

	private void put(ObjectNode root) {
		root.put("uai", this.uai);
		root.put("name", this.name);
		root.put("publicUrl", this.publicUrl);
		root.put("upstream", this.upstream);
	}

}
