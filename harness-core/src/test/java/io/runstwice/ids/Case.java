package io.runstwice.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Bounds;
import io.runstwice.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * One way to draw ids, on one server.
 *
 * @param name of library and generator
 * @param key the type of the key, as the schema has it
 * @param library for one data source
 */
record Case(String name, Server server, String key, Function<DataSource, Library> library) {

    private static final Bounds BOUNDS = Bounds.standard().oneAtATime();

    @Override
    public String toString() {
        return name + " on " + server;
    }

    /** A type that a reference to the key has. */
    private String type() {
        return key.replaceAll("( generated| auto_increment| default).*", "");
    }

    private List<String> schema() {
        return List.of(
                "create table accounts (id int primary key, balance int not null)",
                "create table events (k int primary key, note varchar(200), doc " + server.document + ")",
                "create sequence ones",
                "create sequence fifty increment by 50",
                "create sequence entries_SEQ increment by 50",
                "create table handouts (name varchar(255) primary key, next bigint)",
                "create table entries (id " + key + " primary key, number int not null, parent " + type() + ")");
    }

    private OrderJob job() {
        String other =
                switch (type()) {
                    case "uuid" -> "'018f3b3c-0000-4000-8000-000000000001'";
                    case "bigint" -> "900";
                    default -> "'given0000000A'";
                };
        return new OrderJob(
                List.of(
                        "insert into accounts values (1, 0)",
                        "insert into entries(id, number) values (" + other + ", 41)"),
                library);
    }

    /** What is said of a twin if one library serves all deliveries, as in an application. */
    Verdict of(Twin twin) throws SQLException {
        return job().kept(server.database(schema()), twin, BOUNDS);
    }

    /** What is said of it if each delivery sets up a library of its own. */
    Verdict freshly(Twin twin) throws SQLException {
        return job().fresh(server.database(schema()), twin, BOUNDS);
    }

    /** One twin after the other, so that all of them have their turn in a list of cases. */
    Twin broken() {
        Twin[] twins = Twin.values();
        return twins[1 + Math.floorMod(name.hashCode(), twins.length - 1)];
    }

    /**
     * How far a text that counts, or holds the time, has come depends on how long the exploration takes: then it may
     * not close.
     */
    void isSafe(Verdict verdict) {
        assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
        assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
        if (!key.startsWith("varchar")) {
            assertThat(verdict.certificate()).contains("any number of crashes");
        }
    }

    static void isUnsafe(Verdict verdict) {
        assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
    }
}
