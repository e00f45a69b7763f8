package io.runstwice.habits;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.runstwice.RunsTwice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports between the rooms point one way. */
class RoomsTests {

    private static final String FRONT_DOOR = "io.runstwice";
    private static final String NOTHING = "";
    private static final String ANY_OF_THE_FRONT = "io\\.runstwice\\.[A-Z].*";

    /** What these rooms see of what users name. */
    private static final Map<String, String> SEES_OF_THE_FRONT = Map.of(
            "explore",
            "io\\.runstwice\\.Bounds.*",
            "report",
            "io\\.runstwice\\.Bounds",
            "tier",
            ANY_OF_THE_FRONT,
            "engine",
            ANY_OF_THE_FRONT);

    /** Each room, and the rooms that it sees. The front door sees all. */
    private static final Map<String, List<String>> SEES = Map.ofEntries(
            Map.entry("world", List.of()),
            Map.entry("schedule", List.of("world")),
            Map.entry("run", List.of("world", "schedule")),
            Map.entry("fork", List.of("world", "run", "watchdog")),
            Map.entry("tier", List.of("world", "run", "fork")),
            Map.entry(
                    "engine",
                    List.of("world", "schedule", "run", "fork", "tier", "judge", "explore", "incident", "report")),
            Map.entry("judge", List.of("world")),
            Map.entry("explore", List.of("world", "schedule", "run", "judge")),
            Map.entry("incident", List.of("world", "schedule", "run", "judge", "explore")),
            Map.entry("report", List.of("world", "schedule", "run", "judge", "explore", "incident")),
            Map.entry("jdbc", List.of("world", "network")),
            Map.entry("http", List.of("world", "network")),
            Map.entry("effect", List.of("world")),
            Map.entry("watchdog", List.of("world")),
            Map.entry("network", List.of("world", "watchdog")));

    /** The rooms beneath another one, each with those before it that it may see; the room above sees all of them. */
    private static final Map<String, List<String>> BENEATH = Map.of(
            "jdbc",
            List.of("sql", "schema", "dialect", "source", "lock", "state", "remote", "guard", "session", "proxy"),
            "http",
            List.of("wire", "stripe"));

    private static final JavaClasses CLASSES = Habits.classesBeside(RunsTwice.class);

    static Set<String> rooms() {
        return SEES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_seesOnlyWhatItMay(String room) {
        List<String> visible = new ArrayList<>(SEES.get(room));
        visible.add(room);
        String[] packages =
                visible.stream().map(one -> FRONT_DOOR + "." + one + "..").toArray(String[]::new);
        classes()
                .that(resideInAPackage(FRONT_DOOR + "." + room + ".."))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(FRONT_DOOR + "..")
                        .or(resideInAnyPackage(packages))
                        .or(nameMatching(SEES_OF_THE_FRONT.getOrDefault(room, NOTHING))))
                .check(CLASSES);
    }

    static Stream<Arguments> roomsBeneath() {
        return BENEATH.entrySet().stream()
                .flatMap(rooms -> rooms.getValue().stream().map(room -> Arguments.of(rooms.getKey(), room)));
    }

    @ParameterizedTest
    @MethodSource("roomsBeneath")
    void roomBeneathAnother_seesOnlyThoseBeforeIt(String above, String room) {
        String all = FRONT_DOOR + "." + above;
        List<String> rooms = BENEATH.get(above);
        String[] later = Stream.concat(
                        rooms.subList(rooms.indexOf(room) + 1, rooms.size()).stream()
                                .map(one -> all + "." + one + ".."),
                        Stream.of(all))
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(all + "." + room + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(later))
                .check(CLASSES);
    }

    @Test
    void roomsBeneathOthers_areKnown() {
        Map<String, Set<String>> beneath = new HashMap<>();
        SEES.keySet().forEach(room -> {
            Set<String> rooms = CLASSES.getPackage(FRONT_DOOR + "." + room).getSubpackages().stream()
                    .map(JavaPackage::getRelativeName)
                    .collect(Collectors.toSet());
            if (!rooms.isEmpty()) {
                beneath.put(room, rooms);
            }
        });

        assertThat(beneath.keySet()).isEqualTo(BENEATH.keySet());
        BENEATH.forEach((room, rooms) -> assertThat(beneath.get(room)).isEqualTo(Set.copyOf(rooms)));
    }

    @Test
    void dialects_areSeenByNothing() {
        noClasses()
                .that(resideOutsideOfPackage(FRONT_DOOR + ".jdbc.dialect.*.."))
                .should()
                .dependOnClassesThat(resideInAPackage(FRONT_DOOR + ".jdbc.dialect.*.."))
                .check(CLASSES);
    }

    @Test
    void packages_areTheKnownRooms() {
        Set<String> rooms = CLASSES.getPackage(FRONT_DOOR).getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .collect(Collectors.toSet());
        assertThat(rooms).isEqualTo(SEES.keySet());
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(FRONT_DOOR + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
