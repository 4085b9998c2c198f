package fr.passerelle.gateway.console.account;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.account.AccountFault;
import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.account.SecondFactors.Enrolment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.version.ExpectedVersion;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Shared by the forms of accounts: how a page reports a refusal, and how a grant is
 * typed.
 */
final class Forms {

	private static final String PLATFORM = "platform";

	private static final String PLACE = "fr.passerelle.enrolment";

	private Forms() {
	}

	/** The page comes again with its faults. */
	static void faults(Model model, HttpServletResponse response, List<AccountFault> faults) {
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		model.addAttribute(Faults.NAME, new Faults(faults));
	}

	/** The page comes again with the reason. */
	static void refused(Model model, HttpServletResponse response, AccountRefusedException ex) {
		HttpStatus status = (ex.reason() == Reason.OVERTAKEN) ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
		response.setStatus(status.value());
		model.addAttribute("refused", ex.reason().name());
	}

	/**
	 * The version that a form was filled in upon.
	 * @param seen as the page had it; null: it had none
	 */
	static ExpectedVersion upon(@Nullable Long seen) {
		return (seen != null) ? new ExpectedVersion(Set.of(seen)) : ExpectedVersion.ANY;
	}

	/** Typed twice, since the field hides it. */
	static void same(String password, String repeated) {
		if (!password.equals(repeated)) {
			throw new InvalidAccountException(List.of(new AccountFault("repeated", AccountFault.Kind.NOT_THE_SAME, 0)));
		}
	}

	/**
	 * What tells an enrolment that this session began from every other's: a text that
	 * goes with the session, and that no page shows.
	 */
	static String place(HttpSession session) {
		if (session.getAttribute(PLACE) instanceof String place) {
			return place;
		}
		String made = SecretText.random();
		session.setAttribute(PLACE, made);
		return made;
	}

	static void enrolment(Model model, Enrolment enrolment) {
		model.addAttribute("enrolment", enrolment);
		model.addAttribute("qr", QrPicture.of(enrolment.link()));
	}

	/**
	 * A grant as its form sends it.
	 * @param scope {@code platform} or anything else
	 * @param establishments codes, separated by anything but letters and digits
	 * @param readOnly whether the tick is set
	 */
	static Grant grant(String scope, String establishments, boolean readOnly) {
		if (scope.equals(PLATFORM)) {
			return new Grant(null, readOnly);
		}
		List<String> codes = List.of(establishments.strip().split("[^A-Za-z0-9]+"));
		List<String> wrong = codes.stream().filter((code) -> !code.isEmpty() && !Uai.isUai(code)).toList();
		if (!wrong.isEmpty()) {
			throw new InvalidAccountException(List.of(new AccountFault("establishments", AccountFault.Kind.NO_UAI, 0)));
		}
		return new Grant(codes.stream().filter((code) -> !code.isEmpty()).map(Uai::new).collect(Collectors.toSet()),
				readOnly);
	}

}
