package io.runstwice.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.run.Notebook;
import io.runstwice.world.Safeguard.Form;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds where a resource says nothing, and where it does. */
class AbilitiesTests {

    private static final int MOST = 10;
    private static final int MOST_OF_AN_ABILITY = 3;

    private final Notebook plain = new Notebook();
    private final World world = new World(Map.of("notes", plain));
    private final Worker worker = new ScriptedWorker("D1");

    static Stream<Class<?>> abilities() {
        return Stream.of(
                Ages.class,
                Blocks.class,
                Clocked.class,
                Draws.class,
                Eager.class,
                Guarded.class,
                Keyed.class,
                Linked.class,
                Promising.class,
                Remote.class,
                SaysNow.class);
    }

    @Test
    void resource_hasToAnswerNoMoreThanTen() {
        assertThat(Resource.class.getMethods()).hasSizeLessThanOrEqualTo(MOST).noneMatch(Method::isDefault);
    }

    @ParameterizedTest
    @MethodSource
    void abilities(Class<?> ability) {
        // few enough to be one idea
        assertThat(ability.getMethods()).hasSizeLessThanOrEqualTo(MOST_OF_AN_ABILITY);
        assertThat(Arrays.asList(ability.getInterfaces())).isEmpty();
    }

    @Test
    void nothingSaid_nothingHappens() {
        plain.write("one");
        world.sacrifice(worker);
        world.perturb();
        world.showNow(Duration.ofHours(1));
        world.writtenWith(Map.of());

        assertThat(plain.lines()).containsExactly("one");
        assertThat(world.waits("notes", worker)).isEmpty();
        assertThat(world.blindSpots()).isEmpty();
        assertThat(world.ofTwoClocks()).isEmpty();
        assertThat(world.saysNowInWords()).isFalse();
        assertThat(world.nowInWords()).isEmpty();
        assertThat(world.learn(State.empty(), List.of())).isFalse();
        assertThat(world.steady()).isFalse();
        assertThat(world.keyless()).isEmpty();
        assertThat(world.linked()).isEmpty();
        assertThat(world.opensLate("notes")).isTrue();
        assertThat(world.promises()).isEqualTo(Map.of("notes", Promise.EXACTLY_ONCE));
    }

    @Test
    void guardThatNobodyTakesAway_isMisuse() {
        assertThatThrownBy(() -> world.removal("notes", new Safeguard(Form.ROW_LOCKS, "")))
                .isInstanceOf(Misuse.class)
                .hasMessageStartingWith(
                        "\"notebook\" (io.runstwice.run.Notebook) has no row locks that could be removed");
    }

    @Test
    void stubThatNobodyGives_isMisuseWithTheWayOut() {
        assertThatThrownBy(world::stubs)
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("the tier PROCESS")
                .hasMessageContaining("\"notebook\" cannot")
                .hasMessageEndingWith("let it implement io.runstwice.world.Remote");
    }

    @Test
    void questionOfNoStub_isNotUnderstood() {
        assertThatThrownBy(() -> world.asked("notes", worker, List.of("who")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("notebook does not understand [who]");
        assertThatThrownBy(() -> world.asked("others", worker, List.of("who")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing is called others");
    }

    @Test
    void whatIsSaid_isHeard() {
        World both = new World(Map.of("able", new Able(), "notes", plain));

        assertThat(both.opensLate("able")).isFalse();
        assertThat(both.linked()).containsExactly("able");
        assertThat(both.keyless()).containsExactly("able");
        assertThat(both.ofTwoClocks()).containsExactly("able jobs.at");
        assertThat(both.blindSpots()).isEqualTo("no table of locks");
        assertThat(both.remarks().get("able")).containsExactly("a remark");
    }

    /** Says of some things what holds where nothing is said, and of others the contrary. */
    private static final class Able extends Bare implements Blocks, Clocked, Keyed, Linked, Eager {

        @Override
        public boolean isEager() {
            return true;
        }

        @Override
        public Optional<Wait> waits(Worker worker) {
            return Optional.empty();
        }

        @Override
        public String blindSpot() {
            return "no table of locks";
        }

        @Override
        public void writtenWith(Clocks clocks) {}

        @Override
        public Set<String> ofTwoClocks() {
            return Set.of("jobs.at");
        }

        @Override
        public boolean recognisesKeys() {
            return false;
        }

        @Override
        public boolean isLinked() {
            return true;
        }
    }

    private static class Bare implements Resource {

        @Override
        public String kind() {
            return "bare";
        }

        @Override
        public void open(String name, Gate gate) {}

        @Override
        public void close() {}

        @Override
        public Snapshot capture() {
            return State::empty;
        }

        @Override
        public void restore(Snapshot snapshot) {}

        @Override
        public boolean restoresAny() {
            return true;
        }

        @Override
        public State observe() {
            return State.empty();
        }

        @Override
        public void end(Worker worker) {}

        @Override
        public void endRun() {}

        @Override
        public List<String> remarks() {
            return List.of("a remark");
        }
    }
}
