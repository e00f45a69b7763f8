package io.runstwice.jdbc;

import io.runstwice.world.Misuse;

/**
 * The ownership of a database by one exploration.
 *
 * <p>The owner of each is written into the system properties: a database is shared by everything in the JVM, also by
 * copies of this library in other class loaders, which share no static field.
 */
final class DatabaseLease {

    private static final String PREFIX = "runstwice.owner of ";

    private final String database;

    private DatabaseLease(String database) {
        this.database = database;
    }

    static DatabaseLease of(String database, String owner) {
        Object holder = System.getProperties().putIfAbsent(PREFIX + database, owner);
        if (holder != null) {
            throw taken(holder + " in this JVM");
        }
        return new DatabaseLease(database);
    }

    static Misuse taken(String holder) {
        return new Misuse(
                "One exploration owns a database, but this one is held by " + holder
                        + ". Give each test class that runs at the same time a database of its own, or run them one after the other.");
    }

    void end() {
        System.getProperties().remove(PREFIX + database);
    }
}
