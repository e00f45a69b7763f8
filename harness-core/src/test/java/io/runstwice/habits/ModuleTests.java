package io.runstwice.habits;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.RunsTwice;
import io.runstwice.schedule.Schedule;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests run on the class path; here the same classes are a module. */
class ModuleTests {

    private static final String NAME = "io.runstwice.harness.core";

    @Test
    void descriptor_exportsTheRoomsThatUsersName() throws Exception {
        Set<String> exported = descriptor().exports().stream()
                .filter(one -> !one.isQualified())
                .map(Exports::source)
                .collect(toSet());
        assertThat(exported)
                .containsExactlyInAnyOrder(
                        "io.runstwice",
                        "io.runstwice.world",
                        "io.runstwice.schedule",
                        "io.runstwice.judge",
                        "io.runstwice.incident",
                        "io.runstwice.jdbc",
                        "io.runstwice.http",
                        "io.runstwice.effect",
                        "io.runstwice.network",
                        "io.runstwice.watchdog");
    }

    @Test
    void descriptor_showsTheEngineToTheJUnitModuleOnly() throws Exception {
        assertThat(descriptor().exports().stream()
                        .filter(Exports::isQualified)
                        .collect(toMap(Exports::source, Exports::targets)))
                .allSatisfy((room, friends) -> assertThat(friends).containsExactly("io.runstwice.junit.extension"));
    }

    @Test
    void onTheModulePath_withoutTheOptionalModules_worksAsANamedModule() throws Exception {
        Class<?> schedule = layer().findLoader(NAME).loadClass(Schedule.class.getName());
        assertThat(schedule.getModule().getName()).isEqualTo(NAME);
        assertThat(schedule.getMethod("parse", String.class).invoke(null, "D1; D2"))
                .hasToString("D1; D2");
    }

    /** What is required for compiling only is left out, as on a user's machine. */
    private static ModuleLayer layer() throws URISyntaxException {
        Path[] path = Stream.concat(
                        Stream.of(home()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> entry.contains("opentest4j"))
                                .map(Path::of))
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolveAndBind(ModuleFinder.of(path), ModuleFinder.of(), List.of(NAME));
        return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static ModuleDescriptor descriptor() throws URISyntaxException {
        return ModuleFinder.of(home()).find(NAME).orElseThrow().descriptor();
    }

    private static Path home() throws URISyntaxException {
        return Path.of(RunsTwice.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
