package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method changes what it is called after, and nothing else. */
class BoundsTests {

    private static final Bounds STANDARD = Bounds.standard();

    /** Changed bounds, and what differs. */
    record Changed(Bounds bounds, Map<String, Object> difference) {}

    static Stream<Changed> each() {
        Duration some = Duration.ofMinutes(17);
        return Stream.of(
                new Changed(STANDARD.redeliveredWithin(some), Map.of("redeliveredWithin", some)),
                new Changed(STANDARD.schedules(17), Map.of("schedules", 17)),
                new Changed(STANDARD.copies(3), Map.of("copies", 3)),
                new Changed(STANDARD.preemptions(1), Map.of("preemptions", 1)),
                new Changed(STANDARD.withVisibilityLapses(), Map.of("visibilityLapses", true)),
                new Changed(STANDARD.withShutdowns(), Map.of("shutdowns", true)),
                new Changed(STANDARD.withFreeBurst(8), Map.of("burst", 8)),
                new Changed(STANDARD.killedAfter(some), Map.of("killedAfter", some)),
                new Changed(STANDARD.deliveryWithin(some), Map.of("deliveryWithin", some)),
                new Changed(STANDARD.guard(some), Map.of("guard", some)),
                new Changed(STANDARD.mustBeComplete(), Map.of("complete", true)),
                new Changed(STANDARD.oneAtATime(), Map.of("copies", 1, "preemptions", 0)));
    }

    @ParameterizedTest
    @MethodSource("each")
    void change_isOfOneThing(Changed changed) throws ReflectiveOperationException {
        Map<String, Object> difference = new TreeMap<>();
        for (RecordComponent component : List.of(Bounds.class.getRecordComponents())) {
            Object now = component.getAccessor().invoke(changed.bounds());
            if (!now.equals(component.getAccessor().invoke(STANDARD))) {
                difference.put(component.getName(), now);
            }
        }

        assertThat(difference).isEqualTo(new TreeMap<>(changed.difference()));
    }
}
