package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTests {

    @Test
    void descriptor_exportsWhatUsersName() throws Exception {
        Path home = Path.of(RunsTwiceSafely.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor descriptor = ModuleFinder.of(home)
                .find("io.runstwice.junit.extension")
                .orElseThrow()
                .descriptor();
        assertThat(descriptor.exports())
                .allMatch(one -> !one.isQualified())
                .extracting(Exports::source)
                .containsExactlyInAnyOrder(
                        "io.runstwice.junit",
                        "io.runstwice.junit.contract",
                        "io.runstwice.jqwik",
                        "io.runstwice.assertj");
    }
}
