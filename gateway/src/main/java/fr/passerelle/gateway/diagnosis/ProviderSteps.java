package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import fr.passerelle.gateway.diagnosis.EntLine.Document;
import fr.passerelle.gateway.diagnosis.EntLine.Fault;
import fr.passerelle.gateway.diagnosis.EntLine.LineException;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MetadataReader;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.StsMetadata;
import fr.passerelle.gateway.federation.StsMetadataReader;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The steps of SAML 2 and WS-Federation: the metadata, the keys in it, and the address to
 * which it sends browsers.
 */
final class ProviderSteps {

	/** Metadata that ends within this time is a warning: it should be renewed daily. */
	private static final Duration SOON = Duration.ofDays(2);

	private final EntLine line;

	private final Duration connect;

	private final Clock clock;

	private final Deadline deadline;

	private final Steps steps;

	ProviderSteps(EntLine line, Duration connect, Clock clock, Deadline deadline, Steps steps) {
		this.line = line;
		this.connect = connect;
		this.clock = clock;
		this.deadline = deadline;
		this.steps = steps;
	}

	/** Whether a protocol has these steps. */
	static boolean isFor(SignOn signOn) {
		return signOn instanceof Saml || signOn instanceof WsFederation;
	}

	/**
	 * Gives the answers that came, which say what time it is there; the best one last.
	 */
	List<Page> examine(SignOn signOn) {
		List<Page> answers = new ArrayList<>();
		URI address = metadataUrl(signOn);
		Told told;
		if (address != null) {
			boolean reachable = hosts(this.line, signOn).examine(address, true);
			Document document = reachable ? fetch(signOn, address) : notTried(address);
			if (document != null) {
				answers.add(document.page());
			}
			told = (document != null) ? fetched(signOn, address, document) : null;
		}
		else {
			told = held(signOn);
		}
		if (told == null) {
			this.steps.add(Kind.KEYS, target(signOn), Finding.NOT_TRIED);
			this.steps.add(Kind.LOGIN_PAGE, target(signOn), Finding.NOT_TRIED);
			return answers;
		}
		keys(signOn, told);
		Page page = login(signOn, address, told);
		if (page != null) {
			answers.add(page);
		}
		return answers;
	}

	private HostSteps hosts(EntLine over, SignOn signOn) {
		return new HostSteps(over, signOn.trustedCertificates(), this.connect, this.clock, this.deadline, this.steps);
	}

	private @Nullable Document notTried(URI address) {
		this.steps.add(Kind.METADATA, Steps.shown(address), Finding.NOT_TRIED);
		return null;
	}

	private @Nullable Document fetch(SignOn signOn, URI address) {
		if (this.deadline.isOver()) {
			this.steps.add(Kind.METADATA, Steps.shown(address), Finding.OUT_OF_TIME);
			return null;
		}
		try {
			return this.line.document(address, signOn.trustedCertificates(), MetadataReader.MAX_METADATA,
					this.deadline.left());
		}
		catch (LineException ex) {
			this.steps.add(Kind.METADATA, Steps.shown(address),
					(ex.fault() == Fault.TIMEOUT) ? Finding.METADATA_TIMEOUT : Finding.METADATA_UNREACHABLE);
			return null;
		}
	}

	private @Nullable Told fetched(SignOn signOn, URI address, Document document) {
		String target = Steps.shown(address);
		if (document.page().status() != 200) {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_STATUS, String.valueOf(document.page().status()));
			return null;
		}
		try {
			Told told = read(signOn, document.bytes());
			metadata(target, told);
			return told;
		}
		catch (XmlRefusedException ex) {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_UNREADABLE, ex.sentence());
			return null;
		}
	}

	private void metadata(String target, Told told) {
		Instant end = told.validUntil();
		Instant now = this.clock.instant();
		if (end != null && !now.isBefore(end)) {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_ENDED, day(end));
		}
		else if (end != null && now.plus(SOON).isAfter(end)) {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_ENDS_SOON, day(end));
		}
		else {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_READ, told.name());
		}
	}

	/** What the document holds was read when it was accepted. */
	private @Nullable Told held(SignOn signOn) {
		String target = target(signOn);
		try {
			String text = (signOn instanceof Saml saml) ? saml.values().find(SamlFields.METADATA) : null;
			Told told = (text != null) ? read(signOn, text.getBytes(StandardCharsets.UTF_8)) : typed(signOn);
			if (text != null) {
				metadata(target, told);
			}
			else {
				this.steps.add(Kind.METADATA, target, Finding.METADATA_TYPED, told.name());
			}
			return told;
		}
		catch (XmlRefusedException ex) {
			this.steps.add(Kind.METADATA, target, Finding.METADATA_UNREADABLE, ex.sentence());
			return null;
		}
	}

	/**
	 * The dates of certificates do not count; they tell that a change of keys is near.
	 */
	private void keys(SignOn signOn, Told told) {
		Instant now = this.clock.instant();
		Instant end = told.certificates()
			.stream()
			.map((certificate) -> certificate.getNotAfter().toInstant())
			.max(Comparator.naturalOrder())
			.orElse(now);
		this.steps.add(Kind.KEYS, target(signOn), end.isAfter(now) ? Finding.KEYS_KNOWN : Finding.KEYS_ENDED,
				String.valueOf(told.certificates().size()), day(end));
	}

	/**
	 * An administrator may name a host inside a network; metadata from elsewhere may not.
	 */
	private @Nullable Page login(SignOn signOn, @Nullable URI metadata, Told told) {
		URI address = told.login();
		boolean named = address.equals(signOn.loginUrl());
		boolean same = metadata != null && LoginPageStep.isSameHost(metadata, address);
		EntLine over = (named || same) ? this.line : this.line.outsideOnly();
		boolean examined = metadata != null && Steps.origin(metadata).equals(Steps.origin(address));
		if (!examined && !hosts(over, signOn).examine(address, false)) {
			this.steps.add(Kind.LOGIN_PAGE, Steps.shown(address), Finding.NOT_TRIED);
			return null;
		}
		if (this.deadline.isOver()) {
			this.steps.add(Kind.LOGIN_PAGE, Steps.shown(address), Finding.OUT_OF_TIME);
			return null;
		}
		try {
			Page page = over.get(address, signOn.trustedCertificates(), this.deadline.left());
			boolean missing = page.status() == 404 || page.status() == 410;
			this.steps.add(Kind.LOGIN_PAGE, Steps.shown(address),
					missing ? Finding.SIGN_ON_NOT_FOUND : Finding.SIGN_ON_ANSWERS, String.valueOf(page.status()));
			return page;
		}
		catch (LineException ex) {
			this.steps.add(Kind.LOGIN_PAGE, Steps.shown(address),
					(ex.fault() == Fault.TIMEOUT) ? Finding.LOGIN_PAGE_TIMEOUT : Finding.LOGIN_PAGE_UNREACHABLE);
			this.steps.softenLast();
			return null;
		}
	}

	/**
	 * Where the metadata is fetched; null where the protocol has none, or the document
	 * holds it.
	 */
	static @Nullable URI metadataUrl(SignOn signOn) {
		if (signOn instanceof Saml saml) {
			return saml.metadataUrl();
		}
		return (signOn instanceof WsFederation federation) ? federation.metadataUrl() : null;
	}

	private static Told read(SignOn signOn, byte[] bytes) throws XmlRefusedException {
		if (signOn instanceof WsFederation federation) {
			StsMetadata read = StsMetadataReader.read(bytes, federation.name());
			URI said = federation.values().find(WsFederationFields.PASSIVE_URL);
			return new Told(read.issuer(), (said != null) ? said : read.passive(), read.certificates(),
					read.validUntil());
		}
		Saml saml = (Saml) signOn;
		IdpMetadata read = MetadataReader.read(bytes, saml.entityId(),
				saml.values()
					.get(SamlFields.METADATA_CERTIFICATES)
					.stream()
					.map(X509Certificate::getPublicKey)
					.toList());
		URI said = saml.values().find(SamlFields.SSO_URL);
		URI redirect = read.signOn().get(Names.REDIRECT);
		URI told = (redirect != null) ? redirect : read.signOn().values().iterator().next();
		return new Told(read.entityId(), (said != null) ? said : told, read.certificates(), read.validUntil());
	}

	private static Told typed(SignOn signOn) {
		if (signOn instanceof WsFederation federation) {
			return new Told(federation.values().get(WsFederationFields.ISSUER), federation.loginUrl(),
					federation.values().get(WsFederationFields.CERTIFICATES), null);
		}
		Saml saml = (Saml) signOn;
		return new Told(saml.values().get(SamlFields.ENTITY_ID), saml.loginUrl(),
				saml.values().get(SamlFields.CERTIFICATES), null);
	}

	private static String target(SignOn signOn) {
		return Steps.origin(signOn.loginUrl());
	}

	private static String day(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
	}

	/**
	 * What a provider says of itself.
	 *
	 * @param name its name
	 * @param login where it sends browsers
	 * @param certificates of its keys
	 * @param validUntil the end of what it says; null: none
	 */
	private record Told(String name, URI login, List<X509Certificate> certificates, @Nullable Instant validUntil) {

		private Told {
			name = PageLook.line(name, 120);
		}

	}

}
