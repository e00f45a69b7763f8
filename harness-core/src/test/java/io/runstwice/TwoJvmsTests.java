package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.ExploringJvm;
import io.runstwice.fixture.Postgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explorations of two JVMs at the same time. */
@Tag("exhaustive")
class TwoJvmsTests {

    private static String database(String name) {
        return Postgres.url(name, List.of(ExploringJvm.SCHEMA));
    }

    @Test
    void onTwoDatabases_theyDoNotDisturbEachOther() throws IOException {
        try (ExploringJvm one = ExploringJvm.on(database("jvm_one"));
                ExploringJvm two = ExploringJvm.on(database("jvm_two"))) {
            assertThat(List.of(one.line(), two.line())).containsOnly("begun");
            one.go();
            two.go();

            String first = one.rest();
            assertThat(first).startsWith("Charge is not safe to run twice").contains("copy D2");
            assertThat(two.rest()).isEqualTo(first);
        }
    }

    @Test
    void onOneDatabase_theSecondIsToldWhoHoldsIt() throws IOException {
        String url = database("jvm_both");
        try (ExploringJvm one = ExploringJvm.on(url)) {
            assertThat(one.line()).isEqualTo("begun");
            try (ExploringJvm two = ExploringJvm.on(url)) {
                assertThat(two.rest()).contains("held by", "db (process " + one.pid() + ", thread main)");
            }
            one.go();
            assertThat(one.rest()).startsWith("Charge is not safe to run twice");
        }
    }
}
