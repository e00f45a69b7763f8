/**
 * The engine: describe a job, watch the world it acts on, explore, and read the verdict.
 *
 * <p>Start at {@link io.runstwice.RunsTwice}. What is not exported here is internal.
 */
@SuppressWarnings({"module", "requires-automatic"}) // a friend is built after this module; drivers have no descriptors
module io.runstwice.harness.core {
    requires java.management;
    requires transitive java.sql;
    requires transitive org.opentest4j;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.databind;
    requires static org.postgresql.jdbc;
    requires static com.h2database;
    requires static org.mariadb.jdbc;
    requires static toxiproxy.java;

    exports io.runstwice;
    exports io.runstwice.world;
    exports io.runstwice.schedule;
    exports io.runstwice.judge;
    exports io.runstwice.incident;
    exports io.runstwice.jdbc;
    exports io.runstwice.http;
    exports io.runstwice.effect;
    exports io.runstwice.network;
    exports io.runstwice.watchdog;
    exports io.runstwice.engine to
            io.runstwice.junit.extension;
    exports io.runstwice.tier to
            io.runstwice.junit.extension;
    exports io.runstwice.fork to
            io.runstwice.junit.extension;
    exports io.runstwice.run to
            io.runstwice.junit.extension;
    exports io.runstwice.explore to
            io.runstwice.junit.extension;

    uses io.runstwice.jdbc.dialect.DialectProvider;

    provides io.runstwice.jdbc.dialect.DialectProvider with
            io.runstwice.jdbc.dialect.h2.H2Provider,
            io.runstwice.jdbc.dialect.mariadb.MariaDbProvider,
            io.runstwice.jdbc.dialect.postgresql.PostgreSqlProvider;
}
