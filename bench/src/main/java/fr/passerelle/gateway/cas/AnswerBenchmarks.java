package fr.passerelle.gateway.cas;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading what an ENT sends: the answer to a validation, and a logout message. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class AnswerBenchmarks {

	private static final String SERVICE = "https://school1.example.fr/pronote/parent.html";

	private final byte[] answer = """
			<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
			<cas:authenticationSuccess><cas:user>c.martin</cas:user>
			<cas:attributes><cas:ENTPersonProfils>National_TUT</cas:ENTPersonProfils>
			<cas:ENTPersonStructRattachRNE>0330001A</cas:ENTPersonStructRattachRNE>
			<cas:ENTPersonJointure>AC-BORDEAUX$42</cas:ENTPersonJointure>
			<cas:sn>Martin</cas:sn><cas:givenName>Camille</cas:givenName></cas:attributes>
			</cas:authenticationSuccess></cas:serviceResponse>""".getBytes(StandardCharsets.UTF_8);

	private final byte[] message = ("logoutRequest=%3Csamlp:LogoutRequest%20xmlns:samlp="
			+ "%22urn:oasis:names:tc:SAML:2.0:protocol%22%20ID=%22_1%22%20Version=%222.0%22%3E%3Csamlp:SessionIndex%3E"
			+ "ST-1-abcdef-cas%3C/samlp:SessionIndex%3E%3C/samlp:LogoutRequest%3E")
		.getBytes(StandardCharsets.UTF_8);

	private final Dialect dialect = new XmlDialect();

	/** Bytes to a person: the strict parser and the dialect of CAS 2 and 3. */
	@Benchmark
	public DelegationOutcome validationAnswer() throws ValidationFailedException {
		return this.dialect.read(new Reply("text/xml;charset=UTF-8", this.answer), SERVICE);
	}

	/** Bytes to a ticket. */
	@Benchmark
	public List<ServiceTicket> logoutMessage() {
		return LogoutMessage.read("application/x-www-form-urlencoded", this.message);
	}

}
