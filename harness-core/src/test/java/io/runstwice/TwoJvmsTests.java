package io.runstwice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.ExploringJvm;
import io.runstwice.fixture.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
            List<String> reports = together(one, two);

            assertThat(reports.get(0))
                    .startsWith("Charge is not safe to run twice")
                    .contains("copy D2");
            assertThat(reports.get(1)).isEqualTo(reports.get(0));
        }
    }

    /** Each server has a database of the same name, and numbers its sessions and transactions as the other does. */
    @Test
    void onTwoServers_theySayWhatOneSaysAlone() throws IOException {
        try (EmbeddedPostgres here = Postgres.another();
                EmbeddedPostgres there = Postgres.another()) {
            String alone = report(ExploringJvm.on(database(here)));
            String aloneLocking = report(ExploringJvm.locking(database(here)));
            assertThat(alone).startsWith("Charge is not safe to run twice").contains("copy D2");
            assertThat(aloneLocking).startsWith("Charge is safe to run twice").contains("(complete)");

            assertThat(together(ExploringJvm.on(database(here)), ExploringJvm.locking(database(there))))
                    .containsExactly(alone, aloneLocking);
        }
    }

    private static String database(EmbeddedPostgres server) {
        return Postgres.url(server, "jvm", List.of(ExploringJvm.SCHEMA));
    }

    private static String report(ExploringJvm jvm) throws IOException {
        try (jvm) {
            assertThat(jvm.line()).isEqualTo("begun");
            jvm.go();
            return jvm.rest();
        }
    }

    /** Both have begun before either goes on. */
    private static List<String> together(ExploringJvm one, ExploringJvm two) throws IOException {
        try (one;
                two) {
            assertThat(List.of(one.line(), two.line())).containsOnly("begun");
            one.go();
            two.go();
            return List.of(one.rest(), two.rest());
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
