package io.runstwice.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.Guarded;
import io.runstwice.Job;
import io.runstwice.run.Notebook;
import io.runstwice.world.Misuse;
import java.lang.reflect.Field;
import java.net.URL;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshClassesTests {

    private static final ClassLoader HERE = FreshClassesTests.class.getClassLoader();

    /** Class files with long constants, interfaces, attributes and fields of every kind. */
    static final class Sample implements Comparable<Sample>, Runnable {

        static final Object replaced = new Object();
        static final Object kept = new Object();
        static final long LONG = System.nanoTime() + 4_000_000_000L;
        static final double DOUBLE = LONG * 1.000_000_000_1;

        @Deprecated
        final List<String> texts = List.of("ä€", "b");

        @Override
        public int compareTo(Sample other) {
            return Stream.of(other).map(each -> each.texts.size()).findFirst().orElse(0);
        }

        @Override
        public void run() {
            throw new IllegalStateException(texts.toString());
        }
    }

    private static FreshClasses classes() {
        return FreshClasses.beneath(HERE, List.of(new Notebook()));
    }

    @Test
    void classLoadedTwice_isTwoClassesWithStaticsOfTheirOwn() throws Exception {
        FreshClasses classes = classes();
        Class<?> one = classes.open().loadClass(Sample.class.getName());
        Class<?> other = classes.open().loadClass(Sample.class.getName());

        assertThat(one).isNotSameAs(other).isNotSameAs(Sample.class);
        assertThat(one.getProtectionDomain().getCodeSource().getLocation())
                .isEqualTo(Sample.class.getProtectionDomain().getCodeSource().getLocation());
        assertThat(value(one.getDeclaredField("kept"))).isNotSameAs(value(other.getDeclaredField("kept")));
    }

    @Test
    void finalField_isReplacedOnlyIfItWasSaid() throws Exception {
        FreshClasses classes = classes().replacing(Sample.class.getDeclaredField("replaced"));
        Class<?> fresh = Class.forName(Sample.class.getName(), true, classes.open());
        Field replaced = fresh.getDeclaredField("replaced");
        Field kept = fresh.getDeclaredField("kept");
        replaced.setAccessible(true);
        kept.setAccessible(true);

        replaced.set(null, "this");

        assertThat(replaced.get(null)).isEqualTo("this");
        assertThatThrownBy(() -> kept.set(null, "that")).isInstanceOf(IllegalAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                java.sql.Connection.class,
                Job.class,
                io.runstwice.jdbc.Database.class,
                org.h2.Driver.class,
                org.postgresql.Driver.class,
                org.junit.jupiter.api.Test.class,
                org.opentest4j.TestAbortedException.class,
                Notebook.class
            })
    void whatPassesBetweenTheHarnessAndADelivery_isShared(Class<?> type) throws Exception {
        assertThat(classes().shares(type)).isTrue();
        assertThat(classes().open().loadClass(type.getName())).isSameAs(type);
    }

    @Test
    void logging_isShared() throws Exception {
        String logger = "org.slf4j.Logger";

        assertThat(classes().open().loadClass(logger)).isSameAs(HERE.loadClass(logger));
    }

    @ParameterizedTest
    @ValueSource(classes = {Guarded.class, io.runstwice.fixture.Postgres.class, com.stripe.Stripe.class})
    void everythingElse_isFresh(Class<?> type) throws Exception {
        assertThat(classes().shares(type)).isFalse();
        assertThat(classes().open().loadClass(type.getName())).isNotSameAs(type);
    }

    @Test
    void whatTheTestAsksFor_isSharedWithWhatLiesBeneath() throws Exception {
        FreshClasses classes = classes().sharing(List.of("com.stripe", Guarded.class.getName()));

        assertThat(classes.open().loadClass(com.stripe.Stripe.class.getName())).isSameAs(com.stripe.Stripe.class);
        assertThat(classes.shares(com.stripe.model.Charge.class)).isTrue();
        assertThat(classes.shares(Guarded.class)).isTrue();
        assertThat(classes.shares(Guarded.ByMap.class)).isTrue();
        assertThat(classes.shares(Sample.class)).isFalse();
    }

    @Test
    void beginOfAName_sharesNothing() {
        FreshClasses classes = classes().sharing(List.of("com.stripe.S", "com.str", "io.runstwice.Guard"));

        assertThat(classes.shares(com.stripe.Stripe.class)).isFalse();
        assertThat(classes.shares(Guarded.class)).isFalse();
    }

    @Test
    void blankName_isRefused() {
        assertThatThrownBy(() -> classes().sharing(List.of(" ")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("one name is blank");
    }

    @Test
    void jobThatIsShared_isRefused() {
        assertThatThrownBy(() -> classes().mustBeFresh(Notebook.class))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(Notebook.class.getName())
                .hasMessageContaining("class path entry of your own");
    }

    @Test
    void classFiles_areReadOnce() throws Exception {
        ConcurrentHashMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        ClassLoader counting = new ClassLoader(HERE) {
            @Override
            public URL getResource(String name) {
                asked.computeIfAbsent(name, each -> new AtomicInteger()).incrementAndGet();
                return super.getResource(name);
            }
        };
        FreshClasses classes = FreshClasses.beneath(counting, List.of());
        for (int i = 0; i < 3; i++) {
            Class.forName(Sample.class.getName(), true, classes.open());
        }

        assertThat(asked).containsKey("io/runstwice/tier/FreshClassesTests$Sample.class");
        assertThat(asked.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    private static Object value(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(null);
    }
}
