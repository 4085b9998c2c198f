package fr.passerelle.gateway.schoolfile;

import java.util.Set;

/**
 * One kind of XML file: gets its records as they come, and makes people of them at the
 * end, because exporters do not agree on the order of the blocks.
 */
interface XmlFile {

	FileKind kind();

	/** The names of the elements that are records. */
	Set<String> records();

	void accept(XmlRecord next);

	/** The file was read to its end. */
	void end();

}
