package io.runstwice.examples.support;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The one server of a test JVM. It ends with the JVM; test classes that run side by side have databases of their own. */
public final class TestPostgres {

    private static final Postgres SERVER = Postgres.start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** A new empty database with the schema beside a class. */
    public static DataSource database(Class<?> example) {
        return SERVER.database("example_" + DATABASES.incrementAndGet(), example);
    }
}
