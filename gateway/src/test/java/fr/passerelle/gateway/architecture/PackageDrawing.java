package fr.passerelle.gateway.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws packages on floors as an SVG picture: each stands above all that it uses. The
 * same packages always give the same bytes.
 */
final class PackageDrawing {

	private static final int BOX_WIDTH = 104;

	private static final int BOX_HEIGHT = 26;

	private static final int COLUMN = 122;

	private static final int FLOOR = 74;

	private static final int LEGEND = 40;

	/** Soft fills that leave black text legible, one for each group. */
	private static final List<String> FILLS = List.of("#dbeafe", "#fce7f3", "#dcfce7", "#fef3c7", "#ede9fe", "#e5e7eb");

	private final Map<String, Set<String>> uses;

	private final Map<String, String> groups;

	private final Map<String, Set<String>> reduced = new TreeMap<>();

	private final List<List<String>> floors = new ArrayList<>();

	private final Map<String, Integer> columns = new TreeMap<>();

	/**
	 * Takes the graph.
	 * @param uses each package with those that it uses; without a cycle
	 * @param groups each package's group, in the order of the legend
	 */
	PackageDrawing(Map<String, Set<String>> uses, Map<String, String> groups) {
		this.uses = new TreeMap<>(uses);
		this.groups = new LinkedHashMap<>(groups);
		reduce();
		stack();
		arrange();
	}

	String svg() {
		int widest = this.floors.stream().mapToInt(List::size).max().orElse(1);
		int width = widest * COLUMN + 20;
		int height = this.floors.size() * FLOOR + LEGEND;
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
				<title>The packages of the gateway and which uses which</title>
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				""", width, height));
		this.reduced.forEach((from, targets) -> targets.forEach((to) -> svg.append(arrow(from, to, widest))));
		this.uses.keySet().forEach((name) -> svg.append(box(name, widest)));
		svg.append(legend(height - LEGEND + 16));
		return svg.append("</svg>\n").toString();
	}

	/** Leaves out each arrow that a longer way shows too. */
	private void reduce() {
		this.uses.forEach((from, direct) -> {
			Set<String> kept = new TreeSet<>(direct);
			direct.forEach((over) -> kept.removeAll(reach(over)));
			this.reduced.put(from, kept);
		});
	}

	private Set<String> reach(String from) {
		Set<String> reached = new TreeSet<>();
		for (String next : this.uses.getOrDefault(from, Set.of())) {
			reached.add(next);
			reached.addAll(reach(next));
		}
		return reached;
	}

	private void stack() {
		for (String name : this.uses.keySet()) {
			int floor = depth(name);
			while (this.floors.size() <= floor) {
				this.floors.add(new ArrayList<>());
			}
			this.floors.get(floor).add(name);
		}
	}

	private int depth(String name) {
		return this.uses.getOrDefault(name, Set.of()).stream().mapToInt((used) -> depth(used) + 1).max().orElse(0);
	}

	/** Puts each package above the middle of what it uses, from the ground up. */
	private void arrange() {
		for (List<String> floor : this.floors) {
			floor.sort(Comparator.comparingDouble(this::middle).thenComparing(Comparator.naturalOrder()));
			for (int i = 0; i < floor.size(); i++) {
				this.columns.put(floor.get(i), i);
			}
		}
	}

	private double middle(String name) {
		return this.reduced.getOrDefault(name, Set.of())
			.stream()
			.filter(this.columns::containsKey)
			.mapToDouble((used) -> column(used) + 0.5 - this.floors.get(depth(used)).size() / 2.0)
			.average()
			.orElse(0);
	}

	/** The place on its floor; the floors below are arranged already. */
	private int column(String name) {
		return this.columns.getOrDefault(name, 0);
	}

	private int x(String name, int widest) {
		double offset = (widest - this.floors.get(depth(name)).size()) / 2.0;
		return (int) Math.round(10 + (offset + column(name)) * COLUMN);
	}

	private int y(String name) {
		return (this.floors.size() - 1 - depth(name)) * FLOOR + 12;
	}

	private String arrow(String from, String to, int widest) {
		int x1 = x(from, widest) + BOX_WIDTH / 2;
		int y1 = y(from) + BOX_HEIGHT;
		int x2 = x(to, widest) + BOX_WIDTH / 2;
		int y2 = y(to);
		int bend = (y2 - y1) / 2;
		return String
			.format(Locale.ROOT,
					"<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#9ca3af\"/>"
							+ "<path d=\"M%d %dl-3 -6h6z\" fill=\"#6b7280\"/>%n",
					x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2, x2, y2)
			.replace("\r", "");
	}

	private String box(String name, int widest) {
		int x = x(name, widest);
		int y = y(name);
		return String
			.format(Locale.ROOT,
					"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\" fill=\"%s\" stroke=\"#4b5563\"/>"
							+ "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
					x, y, BOX_WIDTH, BOX_HEIGHT, fill(this.groups.getOrDefault(name, "")), x + BOX_WIDTH / 2, y + 18,
					name)
			.replace("\r", "");
	}

	private String legend(int y) {
		StringBuilder legend = new StringBuilder();
		int x = 10;
		for (String group : List.copyOf(new LinkedHashSet<>(this.groups.values()))) {
			legend.append(String
				.format(Locale.ROOT,
						"<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" fill=\"%s\" stroke=\"#4b5563\"/>"
								+ "<text x=\"%d\" y=\"%d\">%s</text>%n",
						x, y, fill(group), x + 20, y + 12, group)
				.replace("\r", ""));
			x += COLUMN;
		}
		return legend.toString();
	}

	private String fill(String group) {
		int index = List.copyOf(new LinkedHashSet<>(this.groups.values())).indexOf(group);
		return (index < 0) ? "#ffffff" : FILLS.get(index % FILLS.size());
	}

}
