package io.runstwice.corpus;

import io.runstwice.fixture.MariaDb;
import io.runstwice.fixture.Postgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Where a job keeps its rows. */
enum On {
    POSTGRESQL("create table done (message int primary key, at timestamptz default now())"),
    MARIADB("create table done (message int primary key, at datetime(6) default now(6))"),
    H2("create table done (message int primary key, at timestamp default current_timestamp)");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String done;

    On(String done) {
        this.done = done;
    }

    /** A new database with these tables and one for messages that are done. */
    DataSource fresh(List<String> tables) throws SQLException {
        String name = "corpus_" + NUMBER.incrementAndGet();
        List<String> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(done), tables.stream())
                .toList();
        return switch (this) {
            case POSTGRESQL -> Postgres.database(name, all);
            case MARIADB -> MariaDb.database(name, all);
            case H2 -> io.runstwice.fixture.H2.database(name, all);
        };
    }

    /** Inserts that the message is done; 0 rows if it was. */
    String record() {
        return switch (this) {
            case POSTGRESQL -> "insert into done (message) values (1) on conflict do nothing";
            case MARIADB -> "insert ignore into done (message) values (1)";
            case H2 -> "insert into done (message) values (1)";
        };
    }
}
