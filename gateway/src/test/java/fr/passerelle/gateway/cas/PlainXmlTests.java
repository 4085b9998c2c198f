package fr.passerelle.gateway.cas;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import fr.passerelle.gateway.login.ValidationFailedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the plain reader reads, the platform's parser reads alike; and it does read the
 * usual answers.
 */
class PlainXmlTests {

	private static final String ANSWER = """
			<?xml version="1.0" encoding="UTF-8"?>
			<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
			  <cas:authenticationSuccess>
			    <cas:user>mdupont</cas:user>
			    <cas:attributes>
			      <cas:sn>D&apos;Artagnan &amp; fils</cas:sn><cas:none/>
			      <attribute name="givenName" value='Zoé' />
			    </cas:attributes>
			  </cas:authenticationSuccess>
			</cas:serviceResponse>
			""";

	/** Pieces that make documents, whole ones and broken ones. */
	private static final List<String> PIECES = List.of("<a>", "</a>", "<b>", "</b>", "<p:a>", "</p:a>", "<a/>",
			"<a xmlns='urn:one'>", "<b xmlns:p='urn:two'>", "<p:a xmlns:p=\"urn:three\">", "<p:b xmlns:p='' >",
			"<a xmlns=''>", "<a n='1' n='2'>", "<a n='1' m=\"2\" >", "<a n='<'>", "<a n='&lt;'>", "<a n='\t'>",
			"<a p:n='1'>", "<a xml:lang='fr'>", "<a xmlns:xml='urn:x'>", "<a n=1>", "<a n>", "<a n='1'm='2'>", "< a>",
			"<a b:c:d='1'>", "<a:b:c>", "<:a>", "<a:>", "</a >", "<a\n>", "<1>", "<é>", "x", " ", "\n", "\t", "\r\n",
			"]]>", "]", "]>", ">", "'", "\"", "=", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&nbsp;", "&",
			"&amp", ";", "é", "\u0085", "\u2028", "\u0007", "\u007F", "\uFFFE", "\uFEFF", "\uD83D\uDE00", "\uD83D",
			"<!-- c -->", "<!-- -- -->", "<![CDATA[x]]>", "<?p i?>", "<?xml version='1.0'?>",
			"<?xml version=\"1.0\" encoding='UTF-8'?>", "<?xml version='1.1'?>", "<?xml version='1.0' encoding='x'?>");

	@Example
	void readWhenTheAnswerIsUsualThenEveryPartIsThere() throws ValidationFailedException {
		XmlElement root = Objects.requireNonNull(PlainXml.read(ANSWER));
		assertThat(root).isEqualTo(StrictXml.parseAll(ANSWER));
		assertThat(root.is("http://www.yale.edu/tp/cas", "serviceResponse")).isTrue();
		XmlElement attributes = root.descendants("http://www.yale.edu/tp/cas", "attributes").get(0);
		assertThat(attributes.children()).extracting(XmlElement::name).containsExactly("sn", "none", "attribute");
		assertThat(attributes.children().get(0).text()).isEqualTo("D'Artagnan & fils");
		assertThat(attributes.children().get(2).attribute("value")).isEqualTo("Zoé");
	}

	@Example
	void readWhenAPrefixLeadsToNoNamespaceThenNull() {
		assertThat(PlainXml.read("<cas:user>x</cas:user>")).isNull();
	}

	@Example
	void readWhenMoreFollowsTheRootThenNull() {
		assertThat(PlainXml.read("<a/><a/>")).isNull();
		assertThat(PlainXml.read("<a/>x")).isNull();
		assertThat(PlainXml.read("<a>")).isNull();
	}

	@Example
	void readWhenItIsBeyondABoundThenNull() {
		assertThat(PlainXml.read("<a>".repeat(17) + "</a>".repeat(17))).isNull();
		assertThat(PlainXml.read("<r>" + "<a/>".repeat(1000) + "</r>")).isNull();
		assertThat(PlainXml.read("<" + "a".repeat(101) + "/>")).isNull();
	}

	@Property(tries = 20_000)
	void readIsTheSameAsThePlatforms(@ForAll("documents") String text) throws ValidationFailedException {
		assertSame(text);
	}

	@Property(tries = 3000)
	void readOfAChangedAnswerIsTheSameAsThePlatforms(@ForAll("changed") String text) throws ValidationFailedException {
		assertSame(text);
	}

	@Property(tries = 1000)
	void readOfTheCorpusIsTheSameAsThePlatforms(@ForAll("samples") String text) throws ValidationFailedException {
		assertSame(text);
	}

	private static void assertSame(String text) throws ValidationFailedException {
		XmlElement plain = PlainXml.read(text);
		if (plain != null) {
			assertThat(plain).isEqualTo(StrictXml.parseAll(text));
		}
	}

	@Provide
	Arbitrary<String> documents() {
		return Arbitraries.of(PIECES).list().ofMaxSize(12).map((pieces) -> String.join("", pieces));
	}

	@Provide
	Arbitrary<String> changed() {
		return Combinators
			.combine(Arbitraries.integers().between(0, ANSWER.length()), Arbitraries.integers().between(0, 6),
					Arbitraries.of(PIECES))
			.as((at, gone, piece) -> ANSWER.substring(0, at) + piece
					+ ANSWER.substring(Math.min(ANSWER.length(), at + gone)));
	}

	@Provide
	Arbitrary<String> samples() {
		return Arbitraries.of(Corpus.all())
			.map((sample) -> new String(sample.body(), StandardCharsets.UTF_8).stripLeading());
	}

}
