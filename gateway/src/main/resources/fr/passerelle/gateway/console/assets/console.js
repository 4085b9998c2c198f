// Comforts only: every page works without them.
(function () {
	"use strict";

	var skip = document.querySelector(".skip");
	skip.addEventListener("click", function (event) {
		event.preventDefault();
		document.getElementById("main").focus();
	});

	// What was done, or what is wrong, is read out and stands in sight.
	var news = document.querySelector("[data-focus]");
	if (news) {
		news.focus();
	}

	// Copy buttons appear only where the browser can copy (it refuses on plain HTTP).
	function copyButtons(root) {
		if (!navigator.clipboard) {
			return;
		}
		root.querySelectorAll("[data-copy]").forEach(function (button) {
			button.hidden = false;
		});
	}
	copyButtons(document);
	document.addEventListener("click", function (event) {
		var button = event.target.closest("[data-copy]");
		if (!button) {
			return;
		}
		navigator.clipboard.writeText(button.dataset.copy).then(function () {
			// A second click may come before the first is over.
			var before = button.dataset.label || (button.dataset.label = button.textContent);
			button.textContent = button.dataset.done;
			window.setTimeout(function () {
				button.textContent = before;
			}, 1500);
		});
	});

	// A part of the page that renews itself when the server says that something changed:
	// data-events names the stream, the element itself has hx-get and hx-trigger="changed".
	document.querySelectorAll("[data-events]").forEach(function (part) {
		var stream = new EventSource(part.dataset.events);
		stream.addEventListener("changed", function () {
			window.htmx.trigger(part, "changed");
		});
		// Ended by the server, or refused: data-paused names what says so.
		function pause() {
			stream.close();
			document.getElementById(part.dataset.paused).hidden = false;
		}
		stream.addEventListener("ended", pause);
		stream.addEventListener("error", function () {
			if (stream.readyState === EventSource.CLOSED) {
				pause();
			}
		});
		window.addEventListener("pagehide", function () {
			stream.close();
		});
	});
	document.addEventListener("htmx:afterSwap", function (event) {
		copyButtons(event.target);
	});

	// One tick for a whole column of ticks.
	document.querySelectorAll("[data-ticks]").forEach(function (all) {
		all.hidden = false;
		all.addEventListener("change", function () {
			document.querySelectorAll(all.dataset.ticks).forEach(function (tick) {
				tick.checked = all.checked;
			});
		});
	});

	// A file that fills a text field: data-file names the field.
	document.querySelectorAll("[data-file]").forEach(function (part) {
		part.hidden = false;
		part.querySelector("input").addEventListener("change", function (event) {
			var file = event.target.files[0];
			if (file) {
				file.text().then(function (text) {
					document.getElementById(part.dataset.file).value = text;
				});
			}
		});
	});
}());
