// Adds the time and the fragment. The rest of the page works without script.
(function () {
	"use strict";

	var seen = document.getElementById("seen");
	function showFragment() {
		seen.textContent = window.location.hash || "(aucun)";
	}
	window.addEventListener("hashchange", showFragment);
	showFragment();

	var clock = document.getElementById("clock");
	if (clock) {
		new EventSource(clock.dataset.live).onmessage = function (event) {
			clock.textContent = event.data;
		};
	}
}());
