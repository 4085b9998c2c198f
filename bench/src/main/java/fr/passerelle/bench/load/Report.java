package fr.passerelle.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The figures of one run: a Markdown table for people and JSON for programs. */
final class Report {

	private final List<Row> rows = new ArrayList<>();

	private final List<String> faults = new ArrayList<>();

	/** Adds a line and tells of it on the error output, because a run takes minutes. */
	void add(Row row) {
		this.rows.add(row);
		System.err.println(row.markdown());
	}

	/** Notes an answer that was not as expected, which makes the run fail. */
	void fault(String what) {
		this.faults.add(what);
		System.err.println("fault: " + what);
	}

	/** Whether every answer was as expected and every flood was survived. */
	boolean isClean() {
		return this.faults.isEmpty();
	}

	String markdown() {
		StringBuilder text = new StringBuilder(
				"| part | what | figure | × reference | CPU µs each | p50 ms | p99 ms | note |\n")
			.append("|---|---|---|---|---|---|---|---|\n");
		this.rows.forEach((row) -> text.append(row.markdown()).append('\n'));
		this.faults.forEach((fault) -> text.append("\nfault: ").append(fault).append('\n'));
		return text.toString();
	}

	String json(Map<String, Object> about) {
		Map<String, Object> all = new LinkedHashMap<>(about);
		all.put("rows", this.rows.stream().map(Row::map).toList());
		all.put("faults", this.faults);
		return Json.of(all);
	}

	/**
	 * One figure.
	 *
	 * @param part of the run
	 * @param what was measured
	 * @param figure its value
	 * @param unit of the figure
	 * @param ratio to the reference of the same round; null without one
	 * @param cpuMicros of the measured process for one operation; null where it says
	 * nothing
	 * @param half of the answers came within these milliseconds; null without latencies
	 * @param slowest 99 of 100 did
	 * @param note what else to know
	 */
	record Row(String part, String what, double figure, String unit, @Nullable Double ratio, @Nullable Double cpuMicros,
			@Nullable Double half, @Nullable Double slowest, String note) {

		/** A figure alone. */
		static Row of(String part, String what, double figure, String unit, String note) {
			return new Row(part, what, figure, unit, null, null, null, null, note);
		}

		/** The rate of a load. */
		static Row rate(String part, String what, Tally tally, @Nullable Double ratio, @Nullable Double cpuMicros) {
			String note = tally.faults().isEmpty() ? "" : "not as expected: " + tally.faults();
			return new Row(part, what, tally.perSecond(), "/s", ratio, cpuMicros, tally.latencies().percentile(50),
					tally.latencies().percentile(99), note);
		}

		private String markdown() {
			return "| " + this.part + " | " + this.what + " | " + shown(this.figure) + " " + this.unit + " | "
					+ shown(this.ratio) + " | " + shown(this.cpuMicros) + " | " + shown(this.half) + " | "
					+ shown(this.slowest) + " | " + this.note + " |";
		}

		private static String shown(@Nullable Double value) {
			if (value == null) {
				return "";
			}
			return String.format(Locale.ROOT, (value >= 100) ? "%.0f" : "%.2f", value);
		}

		private Map<String, Object> map() {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put("part", this.part);
			map.put("what", this.what);
			map.put("figure", this.figure);
			map.put("unit", this.unit);
			put(map, "ratio", this.ratio);
			put(map, "cpuMicros", this.cpuMicros);
			put(map, "p50Millis", this.half);
			put(map, "p99Millis", this.slowest);
			map.put("note", this.note);
			return map;
		}

		private static void put(Map<String, Object> map, String name, @Nullable Double value) {
			if (value != null) {
				map.put(name, value);
			}
		}

	}

}
