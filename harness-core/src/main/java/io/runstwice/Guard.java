package io.runstwice;

import io.runstwice.judge.Violation;
import io.runstwice.world.Safeguard;
import io.runstwice.world.Safeguard.Form;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What makes a job safe, as a test declares it: without it a violation of one kind has to appear.
 * {@link RunsTwice#withoutGuard} takes it away and looks.
 *
 * <p>An immutable value.
 *
 * @param resource the name of the watched resource in which it is
 * @param safeguard what it is
 * @param kind what appears without it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Guard(String resource, Safeguard safeguard, Violation.Kind kind) {

    /** A guard against something. */
    public Guard {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(safeguard, "safeguard");
        Objects.requireNonNull(kind, "kind");
    }

    private static Guard of(String resource, Form form, String name) {
        return new Guard(resource, new Safeguard(form, name), Violation.Kind.DOUBLE_EFFECT);
    }

    /**
     * The key by which a service recognises a request that comes again: the header {@code Idempotency-Key} of an HTTP
     * service, dropped before the service sees it, or the key of keyed {@code Effects}. Against a double effect.
     */
    public static Guard key(String service) {
        return of(service, Form.KEY, "");
    }

    /** The same in another header of an HTTP service. */
    public static Guard key(String service, String header) {
        return of(service, Form.KEY, header);
    }

    /**
     * The locks on the rows that the job reads: {@code FOR UPDATE} and its kin ({@code SHARE}, {@code NO KEY UPDATE},
     * {@code KEY SHARE}, {@code LOCK IN SHARE MODE}, with {@code OF}, {@code NOWAIT} and {@code SKIP LOCKED}), left out
     * of its SQL. Not seen: locks that functions and procedures of the database take. Against a double effect.
     */
    public static Guard rowLocks(String database) {
        return of(database, Form.ROW_LOCKS, "");
    }

    /** PostgreSQL's advisory locks: every request for one is granted. Against a double effect. */
    public static Guard advisoryLocks(String database) {
        return of(database, Form.ADVISORY_LOCKS, "");
    }

    /**
     * A unique index, unique constraint or primary key: dropped when the world is ready, and made again in the end.
     * Against a double effect.
     *
     * @param index its name; {@code "charges.PRIMARY"} where several tables have one of that name
     */
    public static Guard uniqueIndex(String database, String index) {
        return of(database, Form.UNIQUE_INDEX, index);
    }

    /**
     * A check of what is done already: a delivery does not see the rows of a table that other deliveries have
     * committed. The table is not compared then. Against a double effect.
     *
     * @param table has a primary key
     */
    public static Guard dedup(String database, String table) {
        return of(database, Form.DEDUP_CHECK, table);
    }

    /**
     * A guard that a resource of your own offers under a name: {@code Guard.own("queue", "lease")}. Against a double
     * effect.
     *
     * @param name what its {@link io.runstwice.world.Guarded} calls it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public static Guard own(String resource, String name) {
        return of(resource, Form.OWN, name);
    }

    /** The same guard, without which another kind of violation appears. */
    public Guard against(Violation.Kind other) {
        return new Guard(resource, safeguard, other);
    }

    /** {@code gateway key}, {@code db unique index one_charge}. */
    @Override
    public String toString() {
        return resource + " " + safeguard;
    }
}
