// Passkeys need the browser's help; without it the forms of this script stay hidden.
(function () {
	"use strict";

	if (!window.PublicKeyCredential || !navigator.credentials) {
		return;
	}

	function bytes(text) {
		var plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
		return Uint8Array.from(plain, function (letter) {
			return letter.charCodeAt(0);
		});
	}

	function text(buffer) {
		if (!buffer) {
			return undefined;
		}
		var plain = Array.from(new Uint8Array(buffer), function (value) {
			return String.fromCharCode(value);
		}).join("");
		return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
	}

	function post(form, address, body) {
		return window.fetch(address, {
			method: "POST",
			headers: {
				"Content-Type": "application/json",
				"Accept": "application/json",
				"X-CSRF-TOKEN": form.elements._csrf.value
			},
			body: body
		}).then(function (answer) {
			if (answer.ok) {
				return answer.json();
			}
			return answer.json().then(function (told) {
				throw Object.assign(new Error("refused"), { code: told.code });
			});
		});
	}

	// Lists of passkeys come as text and are handed on as bytes.
	function known(list) {
		return (list || []).map(function (one) {
			return Object.assign({}, one, { id: bytes(one.id) });
		});
	}

	function common(passkey) {
		return {
			id: passkey.id,
			rawId: text(passkey.rawId),
			type: passkey.type,
			authenticatorAttachment: passkey.authenticatorAttachment || undefined,
			clientExtensionResults: passkey.getClientExtensionResults()
		};
	}

	function signIn(form) {
		return post(form, "/console/login/passkey/options", "{}").then(function (options) {
			options.challenge = bytes(options.challenge);
			options.allowCredentials = known(options.allowCredentials);
			return navigator.credentials.get({ publicKey: options });
		}).then(function (passkey) {
			var answer = common(passkey);
			answer.response = {
				authenticatorData: text(passkey.response.authenticatorData),
				clientDataJSON: text(passkey.response.clientDataJSON),
				signature: text(passkey.response.signature),
				userHandle: text(passkey.response.userHandle)
			};
			return post(form, "/console/login/passkey", JSON.stringify(answer));
		});
	}

	function register(form) {
		var label = form.querySelector("#label").value;
		var password = form.querySelector("#password").value;
		return post(form, "/console/passkeys/options", JSON.stringify({ password: password })).then(function (options) {
			options.challenge = bytes(options.challenge);
			options.user.id = bytes(options.user.id);
			options.excludeCredentials = known(options.excludeCredentials);
			return navigator.credentials.create({ publicKey: options });
		}).then(function (passkey) {
			var answer = common(passkey);
			answer.response = {
				attestationObject: text(passkey.response.attestationObject),
				clientDataJSON: text(passkey.response.clientDataJSON),
				transports: passkey.response.getTransports ? passkey.response.getTransports() : []
			};
			return post(form, "/console/passkeys?label=" + encodeURIComponent(label), JSON.stringify(answer));
		});
	}

	// Words for this reason where the form has any, else the one sentence for all.
	function words(alerts, code) {
		return alerts.find(function (one) {
			return one.dataset.code === code;
		}) || alerts.find(function (one) {
			return !one.dataset.code;
		});
	}

	document.querySelectorAll("[data-passkey]").forEach(function (form) {
		var act = (form.dataset.passkey === "register") ? register : signIn;
		var alerts = Array.from(form.querySelectorAll("[role=alert]"));
		form.hidden = false;
		function go(event) {
			event.preventDefault();
			if (!form.reportValidity()) {
				return;
			}
			alerts.forEach(function (one) {
				one.hidden = true;
			});
			act(form).then(function (done) {
				window.location.assign(done.next);
			}).catch(function (problem) {
				words(alerts, problem.code).hidden = false;
			});
		}
		form.querySelector("button").addEventListener("click", go);
		form.addEventListener("submit", go);
	});
}());
