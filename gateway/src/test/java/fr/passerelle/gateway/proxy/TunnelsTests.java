package fr.passerelle.gateway.proxy;

import java.net.URI;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TunnelsTests {

	private static final URI ONE = URI.create("http://one:9000");

	private static final URI OTHER = URI.create("http://other:9000");

	private final Tunnels tunnels = new Tunnels(1);

	@Test
	void eachApplicationHasItsOwnBound() {
		assertThat(this.tunnels.take(ONE)).isNotNull();

		assertThat(this.tunnels.take(ONE)).isNull();
		assertThat(this.tunnels.take(OTHER)).isNotNull();
	}

	@Test
	void placeIsGivenBackOnce() {
		Tunnels.Place first = this.tunnels.take(ONE);
		assertThat(first).isNotNull();

		first.close();
		assertThat(this.tunnels.take(ONE)).isNotNull();
		first.close();
		assertThat(this.tunnels.take(ONE)).isNull();
	}

}
