package fr.passerelle.gateway.proxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CookieHygieneTests {

	@ParameterizedTest
	@ValueSource(strings = { "a=1", "a=1; b=\"x y\";c=;  d", "other-passerelle-x=1", "", ";;", "lang=fr ; theme=" })
	void othersArePassedByteForByte(String header) {
		assertThat(CookieHygiene.without(header)).isEqualTo(header);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "passerelle-parent=s; a=1|a=1", "a=1; passerelle-parent=s; b=2|a=1; b=2",
					"a=1; b=2;__Host-passerelle-parent=s|a=1; b=2", "PASSERELLE-parent=s; a=1|a=1",
					"__HOST-Passerelle-x=s;a=\"1;2\"|a=\"1;2\"", "a=1;  passerelle-x;b=2|a=1;b=2",
					"=passerelle-x=s; a=1|a=1", "a=\"1; passerelle-x=s; 2\"|a=\"1; 2\"" })
	void oursAreTakenOut(String header, String left) {
		assertThat(CookieHygiene.without(header)).isEqualTo(left);
	}

	@Test
	void oursAloneLeaveNoHeader() {
		assertThat(CookieHygiene.without("passerelle-a=1; __Host-passerelle-b=2")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "passerelle-parent=forged; Path=/", "__Host-passerelle-parent=x; Secure",
			"Passerelle-Parent=x", " passerelle-parent=x", "=passerelle-parent=x", "= __host-passerelle-parent=x",
			"passerelle-parent" })
	void anApplicationCannotSetOurs(String setCookie) {
		assertThat(CookieHygiene.isOurs(setCookie)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JSESSIONID=passerelle-x", "passerelle=1", "__Host-session=1", "x-passerelle-parent=1" })
	void anApplicationSetsItsOwn(String setCookie) {
		assertThat(CookieHygiene.isOurs(setCookie)).isFalse();
	}

}
