package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares answers with the protocol's schema where the layout follows it, and with the
 * descriptions of the platforms elsewhere.
 */
class AnswerLayoutsTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/";

	private static final String CAS = "http://www.yale.edu/tp/cas";

	@RegisterExtension
	static final MockCas ent = MockCas.builder().name("sdet").build();

	@RegisterExtension
	static final MockCas edifice = MockCas.builder()
		.name("edifice")
		.attributeNames(AttributeNames.EDIFICE)
		.layout(Layout.NESTED)
		.build();

	private final Visitor gateway = new Visitor();

	@ParameterizedTest
	@EnumSource(names = { "GROUPED", "NESTED", "NESTED_PREFIXED" })
	void layoutsOfTheProtocolKeepToItsSchema(Layout layout) throws Exception {
		ent.layout(layout);
		for (Person person : ent.people()) {
			check(answer(ent, "/p3/serviceValidate", ent.signIn(person.username(), SERVICE)));
		}
		check(answer(ent, "/proxyValidate", ent.proxyTicket("pmartin", SERVICE, "https://a.invalid/")));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "GROUPED_NAME_VALUE", "FLAT_AND_GROUPED" })
	void bareAnswersAndRefusalsKeepToTheSchemaInEveryOtherLayout(Layout layout) throws Exception {
		ent.layout(layout);
		check(answer(ent, "/serviceValidate", ent.signIn("anonyme", SERVICE)));
		check(answer(ent, "/serviceValidate", "ST-unknown"));
		check(this.gateway.get(ent.url() + "/serviceValidate").body());
	}

	@Test
	void groupedNameValueSaysItInTheGroupAndAgainAsPairs() throws Exception {
		ent.layout(Layout.GROUPED_NAME_VALUE);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("sroux", SERVICE)));
		assertThat(path(only(answer, CAS, "ENTPersonProfils"))).endsWith("attributes/ENTPersonProfils");
		NodeList pairs = answer.getElementsByTagNameNS(CAS, "attribute");
		assertThat(((Element) pairs.item(0)).getAttribute("name")).isEqualTo("authenticationDate");
		assertThat(path(pairs.item(0))).isEqualTo("serviceResponse/authenticationSuccess/attribute");
		assertThat(((Element) pairs.item(pairs.getLength() - 1)).getAttribute("value")).isEqualTo("0330001A");
	}

	@Test
	void flatAndGroupedSaysItInBothPlaces() throws Exception {
		ent.layout(Layout.FLAT_AND_GROUPED);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("sroux", SERVICE)));
		NodeList names = answer.getElementsByTagNameNS(CAS, "ENTPersonNom");
		assertThat(names.getLength()).isEqualTo(2);
		assertThat(path(names.item(0))).endsWith("authenticationSuccess/attributes/ENTPersonNom");
		assertThat(path(names.item(1))).endsWith("authenticationSuccess/ENTPersonNom");
	}

	@Test
	void schemaRefusesWhatItMust() {
		assertThatExceptionOfType(SAXException.class)
			.isThrownBy(() -> check("<serviceResponse xmlns='" + CAS + "'><authenticationFailure/></serviceResponse>"));
		ent.layout(Layout.FLAT);
		assertThatExceptionOfType(SAXException.class)
			.isThrownBy(() -> check(answer(ent, "/serviceValidate", ent.signIn("mdupont", SERVICE))));
	}

	@Test
	void flatPutsAttributesBesideTheUser() throws Exception {
		ent.layout(Layout.FLAT);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("pmartin", SERVICE)));
		assertThat(only(answer, CAS, "ENTPersonNom").getTextContent()).isEqualTo("Martin");
		assertThat(path(only(answer, CAS, "ENTPersonNom")))
			.isEqualTo("serviceResponse/authenticationSuccess/ENTPersonNom");
		assertThat(answer.getElementsByTagNameNS(CAS, "ENTPersonProfils").getLength()).isEqualTo(2);
		assertThat(answer.getElementsByTagNameNS(CAS, "attributes").getLength()).isZero();
	}

	@Test
	void groupedPutsThemUnderAttributes() throws Exception {
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("mdupont", SERVICE)));
		assertThat(path(only(answer, CAS, "ENTPersonNom")))
			.isEqualTo("serviceResponse/authenticationSuccess/attributes/ENTPersonNom");
		assertThat(only(answer, CAS, "isFromNewLogin").getTextContent()).isEqualTo("true");
	}

	@Test
	void nestedHasNoNamespaceAndJoinsProfilesLikeEntcore() throws Exception {
		Document answer = parsed(answer(edifice, "/serviceValidate", edifice.signIn("pmartin", SERVICE)));
		assertThat(path(only(answer, null, "nom")))
			.isEqualTo("serviceResponse/authenticationSuccess/attributes/userAttributes/nom");
		assertThat(only(answer, null, "categories").getTextContent()).isEqualTo("National_ENS;National_TUT");
	}

	@Test
	void nestedPrefixedHasTheNamespace() throws Exception {
		ent.layout(Layout.NESTED_PREFIXED);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("mdupont", SERVICE)));
		assertThat(path(only(answer, CAS, "ENTPersonNom"))).endsWith("attributes/userAttributes/ENTPersonNom");
	}

	@Test
	void nameValueSaysItTwice() throws Exception {
		ent.layout(Layout.NAME_VALUE);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("sroux", SERVICE)));
		assertThat(path(only(answer, CAS, "ENTPersonProfils"))).endsWith("authenticationSuccess/ENTPersonProfils");
		Element pair = (Element) answer.getElementsByTagNameNS(CAS, "attribute").item(2);
		assertThat(pair.getAttribute("name")).isEqualTo("ENTPersonProfils");
		assertThat(pair.getAttribute("value")).isEqualTo("National_ENS");
		assertThat(pair.hasChildNodes()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void valuesSurviveEveryLayout(Layout layout) throws Exception {
		String value = "d'Alméida & <fils> \"aîné\" \uD83D\uDE00 ]]>";
		ent.person("piege").attribute("valeur", value);
		ent.layout(layout);
		Document answer = parsed(answer(ent, "/serviceValidate", ent.signIn("piege", SERVICE)));
		Element found = (Element) answer.getElementsByTagNameNS("*", "valeur").item(0);
		assertThat(found.getTextContent()).isEqualTo(value);
		ent.forget("piege");
	}

	private String answer(MockCas server, String path, String ticket) {
		return this.gateway.get(server.url() + path + "?service=" + Visitor.encode(SERVICE) + "&ticket=" + ticket)
			.body();
	}

	private static void check(String xml) throws SAXException, IOException {
		Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
			.newSchema(AnswerLayoutsTests.class.getResource("/cas-3.0.xsd"));
		schema.newValidator().validate(new StreamSource(new StringReader(xml)));
	}

	private static Document parsed(String xml) throws Exception {
		return DocumentBuilderFactory.newDefaultNSInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(xml)));
	}

	private static Element only(Document document, @Nullable String namespace, String name) {
		assertThat(document.getElementsByTagNameNS(namespace, name).getLength()).as(name).isOne();
		return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
	}

	private static String path(Node node) {
		Node parent = node.getParentNode();
		return (parent instanceof Element) ? path(parent) + "/" + node.getLocalName() : node.getLocalName();
	}

}
