package io.runstwice.judge;

import static io.runstwice.judge.Worlds.row;
import static io.runstwice.judge.Worlds.state;
import static io.runstwice.judge.Worlds.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The canonical text against every possible renaming. */
class CanonTests {

    private static final Table EDGES =
            table("db edges", List.of("a generated >nodes.id", "b generated >nodes.id", "colour value"));
    private static final int NODES = 5;

    private static List<ComparedLine> lines(List<int[]> edges) {
        List<Row> rows = edges.stream()
                .map(edge -> row("n" + edge[0], "n" + edge[1], "c" + edge[2]))
                .toList();
        State state = state(table("db nodes", List.of("id generated!")), EDGES.with(rows));
        Layouts schema = new Layouts(List.of(state));
        Reader reader =
                new Reader(Known.in(State.empty(), schema), new AgedTimes(FutureKeyTests.NOW), Learned.nothing());
        Table table = state.tables().get(1);
        return table.rows().stream()
                .map(row -> reader.line(schema.of(table), false, row))
                .toList();
    }

    private static List<int[]> edges(Random random) {
        return IntStream.range(0, 1 + random.nextInt(7))
                .mapToObj(
                        any -> new int[] {random.nextInt(NODES), random.nextInt(NODES), random.nextInt(4) == 0 ? 1 : 0})
                .toList();
    }

    private static List<String> plain(List<int[]> edges, List<Integer> names) {
        return edges.stream()
                .map(edge -> names.get(edge[0]) + " " + names.get(edge[1]) + " " + edge[2])
                .sorted()
                .toList();
    }

    /** All ways to name the nodes. */
    private static List<List<Integer>> namings(int nodes) {
        if (nodes == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> less : namings(nodes - 1)) {
            for (int at = 0; at < nodes; at++) {
                List<Integer> more = new ArrayList<>(less);
                more.add(at, nodes - 1);
                all.add(more);
            }
        }
        return all;
    }

    @Test
    void anyTwoStates_haveEqualTextsExactlyIfOneIsARenamingOfTheOther() {
        Random random = new Random(11);
        List<List<Integer>> namings = namings(NODES);
        List<Integer> asTheyAre = IntStream.range(0, NODES).boxed().toList();
        int alike = 0;
        List<List<int[]>> graphs = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            graphs.add(edges(random));
        }
        List<String> texts =
                graphs.stream().map(graph -> Canon.text(lines(graph))).toList();
        for (int left = 0; left < graphs.size(); left++) {
            List<int[]> one = graphs.get(left);
            Set<List<String>> renamings = new HashSet<>();
            namings.forEach(naming -> renamings.add(plain(one, naming)));
            for (int right = 0; right < graphs.size(); right++) {
                boolean same = renamings.contains(plain(graphs.get(right), asTheyAre));
                assertThat(texts.get(left).equals(texts.get(right))).isEqualTo(same);
                alike += same ? 1 : 0;
            }
        }
        assertThat(alike).isGreaterThan(graphs.size());
    }

    @Test
    void whatColoursCannotTellApart_hasDifferentTexts() {
        List<int[]> hexagon = circle(0, 6);
        List<int[]> triangles = circle(0, 3);
        triangles.addAll(circle(3, 3));

        assertThat(Canon.text(lines(hexagon))).isNotEqualTo(Canon.text(lines(triangles)));
    }

    private static List<int[]> circle(int from, int length) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            edges.add(new int[] {from + i, from + (i + 1) % length, 0});
        }
        return edges;
    }

    @Test
    void manyTwins_areNoSearch() {
        List<int[]> edges = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            edges.add(new int[] {0, 2 * i, 0});
            edges.add(new int[] {2 * i, 2 * i + 1, 0});
            edges.add(new int[] {2 * i + 1, 2 * i, 1});
        }
        List<int[]> shuffled = new ArrayList<>(edges);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(Canon.text(lines(edges))).isEqualTo(Canon.text(lines(shuffled)));
    }

    /** Every row names every other: no row can be told from another by what it names. */
    @Test
    void pairsOfAllWithAll_areNoSearch() {
        List<int[]> edges = allPairs(14);
        List<int[]> other = renamed(edges, 14);
        List<int[]> less = edges.subList(1, edges.size());

        assertThat(Canon.text(lines(edges))).isEqualTo(Canon.text(lines(other)));
        assertThat(Canon.text(lines(less))).isNotEqualTo(Canon.text(lines(edges)));
    }

    /** Exchanging two corners of a cube changes it; turning it does not. */
    @Test
    void cornersOfACube_areNoSearch() {
        List<int[]> edges = cube(6);
        List<int[]> turned = renamed(edges, 64);
        List<int[]> broken = new ArrayList<>(edges);
        broken.set(0, new int[] {edges.get(0)[0], 63, 0});

        assertThat(Canon.text(lines(edges))).isEqualTo(Canon.text(lines(turned)));
        assertThat(Canon.text(lines(broken))).isNotEqualTo(Canon.text(lines(edges)));
    }

    private static List<int[]> allPairs(int nodes) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < nodes * nodes; i++) {
            if (i / nodes != i % nodes) {
                edges.add(new int[] {i / nodes, i % nodes, 0});
            }
        }
        return edges;
    }

    private static List<int[]> cube(int dimensions) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < dimensions << dimensions; i++) {
            int corner = i / dimensions;
            edges.add(new int[] {corner, corner ^ (1 << i % dimensions), 0});
        }
        return edges;
    }

    private static List<int[]> renamed(List<int[]> edges, int nodes) {
        List<Integer> names = new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
        Collections.shuffle(names, new Random(3));
        List<int[]> renamed = new ArrayList<>();
        edges.forEach(edge -> renamed.add(new int[] {names.get(edge[0]), names.get(edge[1]), edge[2]}));
        Collections.shuffle(renamed, new Random(4));
        return renamed;
    }
}
