package io.runstwice.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.fixture.Postgres;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.run.Notebook;
import io.runstwice.run.Run;
import io.runstwice.run.RunEnvironment;
import io.runstwice.run.Runner;
import io.runstwice.run.Work;
import io.runstwice.run.Workload;
import io.runstwice.schedule.Schedule;
import io.runstwice.schedule.Turn;
import io.runstwice.world.Resource;
import io.runstwice.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices become a schedule of whatever job they meet. */
@Tag("exhaustive")
class ScheduleDecoderTests {

    private static final Bounds BOUNDS = Bounds.standard().guard(Duration.ofMinutes(40));

    private static final int MOST_KNOWN = 20_000;

    private final Notebook notebook = new Notebook();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choices 0        | D1",
                "choices 1        | D1 acknowledgement lost; D2",
                "choices 2        | D1 crash before notebook read a #1; D2",
                "choices 3        | D1 crash after notebook write a #1; D2",
                "choices 4        | D1 lost request of notebook read a #1; D2",
                "choices 7        | D1 lost reply of notebook write a #1; D2",
                "choices 8        | D1 pause before notebook read a #1; copy D2; D1",
                "choices 9        | D1 pause before notebook write a #1; copy D2; D1",
                "choices 10       | D1",
                "choices 999999999| D1 pause before notebook write a #1; copy D2; D1",
                "choices 0 1      | D1; copy D2",
                "choices 1 1      | D1 acknowledgement lost; 1h later D2",
                "choices 9 1      | D1 pause before notebook write a #1; D2; D1",
                "choices 9 2      | D1 pause before notebook write a #1; 1h later D2; D1",
                "choices 9 0 3    | D1 pause before notebook write a #1; copy D2; 1h later D1",
                "choices 9 0 8    | D1 pause before notebook write a #1; copy D2; D1 crash before notebook write a #1; D3"
            })
    void numbers_boundToAJob_chooseATurnEach(String choices, String schedule) {
        assertThat(replay(Schedule.parse(choices))).hasToString(schedule);
    }

    @Test
    void oneAtATime_nothingOverlaps() {
        Set<String> schedules = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            Schedule choices = Schedule.choosing(List.of(i, 3, 2));
            schedules.add(replay(choices, Bounds.standard().oneAtATime()).toString());
        }

        assertThat(schedules).hasSizeGreaterThan(5).noneMatch(text -> text.contains("pause") || text.contains("copy"));
    }

    @Test
    void verdictOnChoices_saysTheScheduleThatTheyBecame() {
        Verdict unsafe = RunsTwice.job("Blind", delivery -> notebook.write("a"))
                .watching(notebook)
                .replay(Schedule.parse("choices 1"))
                .explore();
        Verdict safe = RunsTwice.job("Careful", delivery -> notebook.writeUnlessThere("a"))
                .watching(notebook)
                .replay(Schedule.parse("choices 1"))
                .explore();

        assertThat(unsafe.toString()).contains("@Replay(\"D1 acknowledgement lost; D2\")");
        assertThat(safe.certificate()).contains("\"D1 acknowledgement lost; D2\", and the baseline");
    }

    @Test
    void sequences_areSchedulesThatHappen() {
        assertThat(bind(200, 6)).hasSizeGreaterThan(100);
    }

    @Test
    @Tag("proof")
    void hundredThousandSequences_areSchedulesThatHappen() {
        assertThat(bind(100_000, 6)).hasSizeGreaterThan(1_000);
    }

    @Test
    void jobsThatLock_boundToAnything_doIt() {
        Database database = Database.watching(Postgres.database("binding", OverlapDelivery.SCHEMA));
        HttpService gateway = HttpService.stripeLike();
        World world = open(Map.of("db", database, "gateway", gateway));
        try {
            OverlapDelivery.GIVEN.forEach(database::execute);
            Set<String> texts = new TreeSet<>();
            for (int seed = 0; seed < 6; seed++) {
                GeneratedOverlap job = GeneratedOverlap.draw(seed, 2);
                texts.addAll(bind(
                        attempt -> job.perform(database.dataSource(), gateway.uri()), world, new Random(seed), 8, 5));
            }
            assertThat(texts).hasSizeGreaterThan(15);
        } finally {
            OverlapDelivery.CLEARED.forEach(database::execute);
            world.close();
        }
    }

    private Schedule replay(Schedule choices) {
        return replay(choices, Bounds.standard());
    }

    /** Told by the certificate, or by the story. */
    private Schedule replay(Schedule choices, Bounds bounds) {
        Verdict verdict = RunsTwice.job("LooksFirst", delivery -> {
                    if (!notebook.has("a")) {
                        notebook.write("a");
                    }
                })
                .watching(notebook)
                .within(bounds)
                .replay(choices)
                .explore();
        return verdict.isUnsafe()
                ? verdict.counterexamples().get(0).schedule()
                : Schedule.parse(verdict.certificate().replaceAll("(?s).*explored   \"(.*?)\".*", "$1"));
    }

    private Set<String> bind(int sequences, int longest) {
        World world = open(Map.of("notebook", notebook));
        try {
            return bind(
                    attempt -> {
                        if (!notebook.has("a")) {
                            notebook.write("a");
                        }
                        notebook.writeUnlessThere("b");
                    },
                    world,
                    new Random(7),
                    sequences,
                    longest);
        } finally {
            world.close();
        }
    }

    private static final RunEnvironment STAGE = new RunEnvironment();

    private static World open(Map<String, Resource> resources) {
        World world = new World(new LinkedHashMap<>(resources));
        world.open(STAGE::gate);
        return world;
    }

    /**
     * Draws sequences, and binds each; what it becomes has to happen, every bit of it, once more and from the
     * beginning.
     */
    private static Set<String> bind(Work work, World world, Random random, int sequences, int longest) {
        STAGE.begin();
        Runner runner =
                new Runner(STAGE, world, Workload.of(work), BOUNDS.deliveryWithin(), BOUNDS.redeliveredWithin());
        Set<String> texts = new TreeSet<>();
        try {
            CheckedBaseline baseline = new DeterminismCheck(runner, world).pass();
            ExplorationContext context = new ExplorationContext(
                    "job", world, STAGE, runner, baseline.ends(), BOUNDS, Deadline.in(BOUNDS.guard()));
            // thousands of sequences begin alike, and what they lead to is known
            Map<List<Turn>, Run> known = new HashMap<>();
            for (int i = 0; i < sequences; i++) {
                if (known.size() > MOST_KNOWN) {
                    known.clear();
                }
                Schedule drawn = draw(random, longest);
                assertThat(Schedule.parse(drawn.toString())).isEqualTo(drawn);
                Schedule bound = new ScheduleDecoder(
                                context, Set.of(), turns -> known.computeIfAbsent(List.copyOf(turns), context::follow))
                        .bind(drawn.choices());
                if (texts.add(bound.toString())) {
                    mustHappen(context, drawn, bound);
                }
            }
        } catch (Inconclusive unfit) {
            // the job of the seed cannot be judged: its baseline fails by itself, or changes nothing
            assertThat(texts).as(unfit.getMessage()).isEmpty();
        } finally {
            runner.restore();
        }
        return texts;
    }

    private static void mustHappen(ExplorationContext context, Schedule drawn, Schedule bound) {
        assertThat(Schedule.parse(bound.toString())).as(drawn.toString()).isEqualTo(bound);
        Run run = context.run(bound);
        new ScheduleFit(bound).mustHaveHappenedIn(run);
        assertThat(run.schedule()).as(drawn.toString()).isEqualTo(bound);
    }

    private static Schedule draw(Random random, int longest) {
        List<Integer> choices = IntStream.range(0, 1 + random.nextInt(longest))
                .mapToObj(i -> random.nextInt(3) == 0 ? random.nextInt(1_000_000) : random.nextInt(30))
                .collect(Collectors.toCollection(ArrayList::new));
        return Schedule.choosing(choices);
    }
}
