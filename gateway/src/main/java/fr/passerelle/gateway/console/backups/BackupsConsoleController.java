package fr.passerelle.gateway.console.backups;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.backup.Backup;
import fr.passerelle.gateway.backup.BackupBusyException;
import fr.passerelle.gateway.backup.BackupContents;
import fr.passerelle.gateway.backup.BackupFailedException;
import fr.passerelle.gateway.backup.BackupRefusedException;
import fr.passerelle.gateway.backup.BackupStatus;
import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.backup.Restored;
import fr.passerelle.gateway.backup.UnknownBackupException;
import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.console.Flash;
import fr.passerelle.gateway.version.RestoreStep;
import fr.passerelle.gateway.version.RestoreStep.Effect;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Sauvegardes: list, make, inspect, download and restore backups. Backups of other
 * installations are uploaded by the API, because a form would make the server receive
 * large files before it knows the sender.
 */
@Controller
@RequestMapping("/console/backups")
class BackupsConsoleController {

	private static final String HERE = "/console/backups";

	/** Most establishments, or faults, on the page of a backup; the API has all. */
	private static final int MAX_STEPS = 200;

	private final Backups backups;

	private final FaultTexts faults;

	private final Clock clock;

	BackupsConsoleController(Backups backups, FaultTexts faults, Clock clock) {
		this.backups = backups;
		this.faults = faults;
		this.clock = clock;
	}

	@GetMapping
	String list(Model model) {
		BackupStatus status = this.backups.status();
		Backup last = status.last();
		List<Backup> all = this.backups.list();
		model.addAttribute("groups", BackupGroup.of(all));
		model.addAttribute("none", all.isEmpty());
		model.addAttribute("status", status);
		model.addAttribute("late", last != null
				&& Duration.between(last.at(), this.clock.instant()).compareTo(status.every().multipliedBy(2)) > 0);
		return "backups/list";
	}

	@PostMapping
	String make(@RequestParam(defaultValue = "") String comment, Change change, RedirectAttributes redirect) {
		if (comment.strip().length() > Change.MAX_COMMENT) {
			Flash.failed(redirect, "backups.comment.fault", Change.MAX_COMMENT);
			return "redirect:" + HERE;
		}
		return trying(redirect, HERE, () -> {
			Backup made = this.backups.make(change);
			Flash.done(redirect, "backups.made", made.name());
			return HERE;
		});
	}

	@GetMapping("/{name}")
	String inside(@PathVariable String name, Locale locale, Model model, RedirectAttributes redirect) {
		find(name);
		try {
			BackupContents inside = this.backups.inspect(name);
			model.addAttribute("inside", inside);
			model.addAttribute("backup", inside.backup());
			model.addAttribute("refusals", Refusal.of(inside, MAX_STEPS, this.faults, locale));
			model.addAttribute("steps", shown(inside));
			model.addAttribute("more", Math.max(0, inside.steps().size() - MAX_STEPS));
			model.addAttribute("counts", counts(inside));
			return "backups/inside";
		}
		catch (BackupRefusedException | BackupBusyException | BackupFailedException ex) {
			say(redirect, ex);
			return "redirect:" + HERE;
		}
	}

	@GetMapping("/{name}/content")
	ResponseEntity<Resource> content(@PathVariable String name, Change change) {
		find(name);
		FileSystemResource file = new FileSystemResource(this.backups.content(name, change));
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("application/zip"))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(file.getFilename()).build().toString())
			.body(file);
	}

	/** Asks again, and says in words what will change. */
	@GetMapping("/{name}/restore")
	ModelAndView ask(@PathVariable String name, RedirectAttributes redirect) {
		find(name);
		try {
			BackupContents inside = this.backups.inspect(name);
			if (!inside.usable()) {
				Flash.failed(redirect, "backups.refused.NOT_ACCEPTED");
				return new ModelAndView("redirect:" + HERE + "/" + name);
			}
			return question(inside, HERE + "/" + name).page();
		}
		catch (BackupRefusedException | BackupBusyException | BackupFailedException ex) {
			say(redirect, ex);
			return new ModelAndView("redirect:" + HERE);
		}
	}

	private static Confirmation question(BackupContents inside, String path) {
		Confirmation question = Confirmation.of("backups", path + "/restore", "backups.restore.ask")
			.saying("backups.restore.replaces", inside.count(Effect.CHANGED), inside.count(Effect.ADDED),
					inside.count(Effect.REMOVED), inside.count(Effect.UNCHANGED))
			.saying("backups.restore.people", people(inside), inside.here().people())
			.saying("backups.restore.kept")
			.saying("backups.restore.sessions");
		question.saying(inside.takesAccounts() ? "backups.restore.accounts.taken" : "backups.restore.accounts");
		return question.saying("backups.restore.journal").button("backups.restore", path).danger();
	}

	@PostMapping("/{name}/restore")
	String restore(@PathVariable String name, @RequestParam(defaultValue = "false") boolean confirmed, Change change,
			RedirectAttributes redirect) {
		find(name);
		if (!confirmed) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		return trying(redirect, HERE + "/" + name, () -> {
			Restored done = this.backups.restore(name, change);
			Flash.done(redirect, "backups.restored", done.changed(), done.added(), done.removed(), done.people());
			return HERE;
		});
	}

	/** Puts the establishments with a change first. */
	private static List<RestoreStep> shown(BackupContents inside) {
		return inside.steps()
			.stream()
			.sorted((one, other) -> Boolean.compare(one.effect() == Effect.UNCHANGED,
					other.effect() == Effect.UNCHANGED))
			.limit(MAX_STEPS)
			.toList();
	}

	private static List<Long> counts(BackupContents inside) {
		return List.of(inside.count(Effect.CHANGED), inside.count(Effect.ADDED), inside.count(Effect.REMOVED),
				inside.count(Effect.UNCHANGED));
	}

	private static long people(BackupContents inside) {
		return (inside.backup().manifest() != null) ? inside.backup().manifest().counts().people() : 0;
	}

	private String trying(RedirectAttributes redirect, String back, Supplier<String> action) {
		try {
			return "redirect:" + action.get();
		}
		catch (BackupRefusedException | BackupBusyException | BackupFailedException ex) {
			say(redirect, ex);
			return "redirect:" + back;
		}
	}

	private static void say(RedirectAttributes redirect, RuntimeException cause) {
		if (cause instanceof BackupRefusedException refused) {
			Flash.failed(redirect, "backups.refused." + refused.reason());
		}
		else {
			Flash.failed(redirect, (cause instanceof BackupBusyException) ? "backups.busy" : "backups.failed");
		}
	}

	private void find(String name) {
		try {
			this.backups.find(name);
		}
		catch (UnknownBackupException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

}
