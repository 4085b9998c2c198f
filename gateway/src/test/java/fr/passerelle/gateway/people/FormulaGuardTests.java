package fr.passerelle.gateway.people;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormulaGuardTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { "=1+1,'=1+1", "+33,'+33", "-1,'-1", "@SUM(A1),'@SUM(A1)", "'=1,''=1",
			"''=1,'''=1", "Martin,Martin", "d'Alméida,d'Alméida", "'t Hooft,'t Hooft", "a=b,a=b", "＝1,'＝1" })
	void whatBeginsLikeAFormulaIsTextInASpreadsheet(String value, String written) {
		assertThat(FormulaGuard.add(value)).isEqualTo(written);
		assertThat(FormulaGuard.remove(written)).isEqualTo(value);
	}

	@Property
	void everyValueComesBackAsItWas(@ForAll("values") String value) {
		String written = FormulaGuard.add(value);
		assertThat(FormulaGuard.remove(written)).isEqualTo(value);
		assertThat(written).doesNotMatch("(?s)^[=+\\-@\\t\\r\\n].*");
	}

	@Provide
	Arbitrary<String> values() {
		return Arbitraries.strings().withChars("'=+-@\t ab1").ofMaxLength(6);
	}

}
