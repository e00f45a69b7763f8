package io.runstwice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.agreement.Slice;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that a backend engineer would write, broken ones beside their fixed twins: each is judged as it was built. */
class CorpusTests {

    private static final System.Logger LOG = System.getLogger(CorpusTests.class.getName());

    private static final List<Case> ALL = Corpus.all();

    /**
     * Of a day's build: the first broken and the first right job of each kind whose place among all is a multiple of
     * this.
     */
    private static final int EACH = 7;

    @Test
    void corpus_isLargeEnough_andHasBothSidesOfEachKind() {
        assertThat(ALL).hasSizeGreaterThan(350);
        assertThat(ALL.stream().map(Case::toString)).doesNotHaveDuplicates();
        Map<String, List<Case>> kinds = ALL.stream().collect(Collectors.groupingBy(Case::kind));
        kinds.forEach((kind, cases) -> assertThat(cases)
                .as(kind)
                .anyMatch(one -> one.expected() instanceof Expected.Safe)
                .anyMatch(one -> one.expected() instanceof Expected.Unsafe));
    }

    @Test
    @Tag("exhaustive")
    void sample_isJudgedRight() throws SQLException {
        Map<String, Case> sample = new TreeMap<>();
        IntStream.range(0, ALL.size())
                .filter(place -> place % EACH == 0)
                .mapToObj(ALL::get)
                .filter(one -> one.on() != On.MARIADB)
                .forEach(one -> sample.putIfAbsent(one.kind() + one.expected().getClass(), one));

        assertThat(wrong(List.copyOf(sample.values()))).isEmpty();
    }

    @Test
    @Tag("proof")
    void allJobs_areJudgedRight() throws SQLException {
        List<Case> asked = IntStream.range(0, ALL.size())
                .filter(Slice.asked()::has)
                .mapToObj(ALL::get)
                .toList();

        assertThat(wrong(asked)).isEmpty();
    }

    private static List<Trial> wrong(List<Case> cases) throws SQLException {
        List<Trial> trials = new ArrayList<>();
        for (Case one : cases) {
            Trial trial = Trial.of(one);
            trials.add(trial);
            if (trial.isSurprise()) {
                LOG.log(System.Logger.Level.INFO, trial.toString()); // a run that is cut off has told it
            }
        }
        LOG.log(System.Logger.Level.INFO, new Figures(trials).toString());
        return trials.stream().filter(Trial::isSurprise).toList();
    }
}
