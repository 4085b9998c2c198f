package fr.passerelle.mockeduconnect;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import javax.crypto.KeyGenerator;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;

import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.keys.KeyInfo;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes answers to login requests: signed assertion, encrypted, in a signed response.
 */
final class Answer {

	private static final Duration GOOD_FOR = Duration.ofMinutes(5);

	private final String entityId;

	private final KeyPair keys;

	private final X509Certificate certificate;

	Answer(String entityId, KeyPair keys, X509Certificate certificate) {
		this.entityId = entityId;
		this.keys = keys;
		this.certificate = certificate;
	}

	/**
	 * The response's text.
	 * @param asked the request
	 * @param session of the person
	 * @param attributes by name
	 * @param encrypt whether the assertion is encrypted for the service
	 */
	String write(Asked.BySaml asked, Session session, Map<String, List<String>> attributes, Instant now,
			boolean encrypt) throws RefusedException {
		Document document = Markup.parse(text(asked, session, attributes, now.truncatedTo(ChronoUnit.MILLIS)));
		Element assertion = Markup.required(document, Markup.ASSERTION, "Assertion");
		try {
			sign(assertion);
			PublicKey recipient = asked.service().encryption();
			if (encrypt && recipient == null) {
				throw new RefusedException("Les métadonnées du service n’ont pas de clé de chiffrement.");
			}
			if (encrypt) {
				encrypt(document, assertion, recipient);
			}
			sign(document.getDocumentElement());
		}
		catch (GeneralSecurityException | MarshalException | XMLSignatureException | XMLSecurityException ex) {
			throw new IllegalStateException("an answer cannot be signed or encrypted", ex);
		}
		return Markup.text(document);
	}

	private String text(Asked.BySaml asked, Session session, Map<String, List<String>> attributes, Instant now) {
		String until = now.plus(GOOD_FOR).toString();
		String issuer = "<saml2:Issuer>" + Markup.escaped(this.entityId) + "</saml2:Issuer>";
		String request = Markup.escaped(asked.id());
		String back = Markup.escaped(asked.back());
		StringBuilder statement = new StringBuilder();
		attributes.forEach((name, values) -> {
			statement.append("<saml2:Attribute FriendlyName=\"")
				.append(Markup.escaped(name))
				.append("\" Name=\"")
				.append(Markup.escaped(AttributeNames.number(name)))
				.append("\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">");
			values.forEach((value) -> statement.append("<saml2:AttributeValue>")
				.append(Markup.escaped(value))
				.append("</saml2:AttributeValue>"));
			statement.append("</saml2:Attribute>");
		});
		return """
				<saml2p:Response xmlns:saml2p="%s" ID="%s" Version="2.0" IssueInstant="%s" Destination="%s" \
				InResponseTo="%s"><saml2:Issuer xmlns:saml2="%s">%s</saml2:Issuer><saml2p:Status><saml2p:StatusCode \
				Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>\
				<saml2:Assertion xmlns:saml2="%s" ID="%s" Version="2.0" IssueInstant="%s">%s<saml2:Subject>\
				<saml2:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="%s" \
				SPNameQualifier="%s">%s</saml2:NameID><saml2:SubjectConfirmation \
				Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData InResponseTo="%s" \
				NotOnOrAfter="%s" Recipient="%s"/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions \
				NotBefore="%s" NotOnOrAfter="%s"><saml2:AudienceRestriction><saml2:Audience>%s</saml2:Audience>\
				</saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement AuthnInstant="%s" \
				SessionIndex="%s"><saml2:AuthnContext><saml2:AuthnContextClassRef>\
				urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml2:AuthnContextClassRef>\
				</saml2:AuthnContext></saml2:AuthnStatement><saml2:AttributeStatement>%s</saml2:AttributeStatement>\
				</saml2:Assertion></saml2p:Response>""".formatted(Markup.PROTOCOL, Texts.id(), now, back, request,
				Markup.ASSERTION, Markup.escaped(this.entityId), Markup.ASSERTION, Texts.id(), now, issuer,
				Markup.escaped(this.entityId), Markup.escaped(asked.service().entityId()), session.nameId(), request,
				until, back, now, until, Markup.escaped(asked.service().entityId()),
				session.since().truncatedTo(ChronoUnit.MILLIS), session.index(), statement);
	}

	private void sign(Element element) throws GeneralSecurityException, MarshalException, XMLSignatureException {
		XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
		Reference reference = factory.newReference("#" + element.getAttribute("ID"),
				factory.newDigestMethod(DigestMethod.SHA256, null),
				List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
						factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
				null, null);
		SignedInfo info = factory.newSignedInfo(
				factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
				factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
				List.of(reference));
		KeyInfoFactory infos = factory.getKeyInfoFactory();
		element.setIdAttribute("ID", true);
		DOMSignContext context = new DOMSignContext(this.keys.getPrivate(), element,
				element.getFirstChild().getNextSibling());
		context.setDefaultNamespacePrefix("ds");
		factory.newXMLSignature(info, infos.newKeyInfo(List.of(infos.newX509Data(List.of(this.certificate)))))
			.sign(context);
	}

	private static void encrypt(Document document, Element assertion, @Nullable PublicKey recipient)
			throws XMLSecurityException, GeneralSecurityException {
		Init.init();
		Element wrapper = document.createElementNS(Markup.ASSERTION, "saml2:EncryptedAssertion");
		// What is signed has to declare the prefix that the written text will declare.
		wrapper.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:saml2", Markup.ASSERTION);
		assertion.getParentNode().replaceChild(wrapper, assertion);
		wrapper.appendChild(assertion);
		KeyGenerator generator = KeyGenerator.getInstance("AES");
		generator.init(128);
		Key secret = generator.generateKey();
		XMLCipher wrap = XMLCipher.getInstance(XMLCipher.RSA_OAEP);
		wrap.init(XMLCipher.WRAP_MODE, recipient);
		EncryptedKey key = wrap.encryptKey(document, secret);
		XMLCipher cipher = XMLCipher.getInstance(XMLCipher.AES_128_GCM);
		cipher.init(XMLCipher.ENCRYPT_MODE, secret);
		EncryptedData data = cipher.getEncryptedData();
		KeyInfo info = new KeyInfo(document);
		info.add(key);
		data.setKeyInfo(info);
		try {
			cipher.doFinal(document, assertion, false);
		}
		catch (XMLSecurityException | GeneralSecurityException ex) {
			throw ex;
		}
		catch (Exception ex) {
			// The library declares nothing narrower.
			throw new IllegalStateException(ex);
		}
	}

}
