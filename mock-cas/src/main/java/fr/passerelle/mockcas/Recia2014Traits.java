package fr.passerelle.mockcas;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The CAS of GIP RECIA in 2014, after the answer that its client for the GAR has as a
 * sample.
 */
record Recia2014Traits(Set<Quirk> quirks) implements Traits {

	private static final XmlStyle XML = XmlStyle.bare("application/xml;charset=UTF-8", "").singleQuoted();

	@Override
	public Layout layout() {
		return Layout.NAME_VALUE;
	}

	@Override
	public Map<String, List<String>> attributes(Person person) {
		Map<String, List<String>> attributes = AttributeNames.RECIA.attributesOf(person);
		attributes.computeIfPresent("ENTPersonProfils", (name, codes) -> this.quirks.contains(Quirk.BOTH_CODES)
				? ProfileCodes.both(codes) : codes.stream().map(ProfileCodes::number).toList());
		return attributes;
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		AnswerFormat usual = Traits.USUAL.format(dialect, call);
		return (usual instanceof CasXmlFormat) ? new CasXmlFormat(XML) : usual;
	}

}
