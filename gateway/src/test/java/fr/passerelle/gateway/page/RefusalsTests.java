package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init")
class RefusalsTests {

	@TempDir
	private Path folder;

	private TestDatabase database;

	private AuditTrail trail;

	private Refusals refusals;

	@BeforeEach
	void open() {
		MovableClock clock = new MovableClock();
		this.database = TestDatabase.embedded(this.folder);
		this.trail = AuditTrail.open(this.database.template(), clock, Duration.ofDays(365));
		this.refusals = new Refusals(Pages.bundled(), new References(), this.trail, clock);
	}

	@AfterEach
	void close() {
		this.trail.close();
		this.database.close();
	}

	@Test
	void whatNobodyForesawIsAPageWithAReferenceAndNoCause() {
		Answer answer = this.refusals.failed(FakeRequest.get("/"), Refusal.of(ErrorCode.MALFORMED_REQUEST),
				new CompletionException(new IllegalStateException("the inside")));
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.headers()).contains(Map.entry("Passerelle-Error", "INTERNAL_ERROR"));
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>")
			.doesNotContain("the inside", "IllegalState");
	}

	@Test
	void whenTheStoreIsTheReasonThenThePageSaysWhenToComeBack() {
		for (Throwable failure : List.of(new CannotGetJdbcConnectionException("away"),
				new CompletionException(new CannotGetJdbcConnectionException("away")),
				new CompletionException(new RejectedExecutionException("all threads are taken")))) {
			Answer answer = this.refusals.failed(FakeRequest.get("/"), Refusal.of(ErrorCode.INTERNAL_ERROR), failure);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.headers()).contains(Map.entry("Passerelle-Error", "STORE_UNAVAILABLE"),
					Map.entry("Retry-After", "10"));
		}
	}

}
