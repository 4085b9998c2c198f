// Comforts only: every page works without them.
(function () {
	"use strict";

	// The fragment never reaches a server. Links to a page in between carry it on, so that
	// the login ends where the person meant to go. Read once: the skip link changes it.
	var fragment = window.location.hash;
	if (fragment.length > 1) {
		document.querySelectorAll("a[data-keep-fragment]").forEach(function (link) {
			if (link.getAttribute("href").indexOf("#") < 0) {
				link.setAttribute("href", link.getAttribute("href") + fragment);
			}
		});
	}

	// The skip link moves the focus and leaves the address alone: a form without action
	// posts to the address, fragment and all.
	var skip = document.querySelector(".skip");
	skip.addEventListener("click", function (event) {
		event.preventDefault();
		document.getElementById("main").focus();
	});

	var error = document.getElementById("error");
	if (error) {
		error.focus();
	}

	var leaving = document.querySelector("form[data-send]");
	if (leaving) {
		leaving.submit();
	}

	var password = document.getElementById("password");
	if (!password) {
		return;
	}

	var reveal = document.querySelector(".reveal");
	function show(visible) {
		password.type = visible ? "text" : "password";
		reveal.setAttribute("aria-pressed", String(visible));
	}
	reveal.hidden = false;
	reveal.addEventListener("click", function () {
		show(password.type === "password");
		password.focus();
	});
	// Hidden again before it leaves: browsers only offer to keep what is a password.
	password.form.addEventListener("submit", function () {
		show(false);
	});

	var caps = document.querySelector("#caps > span");
	password.addEventListener("keyup", function (event) {
		caps.hidden = !(event.getModifierState && event.getModifierState("CapsLock"));
	});
	password.addEventListener("blur", function () {
		caps.hidden = true;
	});
}());
