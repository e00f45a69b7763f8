package io.runstwice.world;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Something within reach of a resource that makes a job safe, and that can be taken away for a while.
 *
 * @param form its kind
 * @param name which one: a header, an index, a table, a name of the resource's own; an empty text where there is only
 *     one. Misuse where it is missing, or one too many
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Safeguard(Form form, String name) {

    /** The kinds of guards that make jobs safe. */
    public enum Form {
        /** A key by which a service recognises a request that comes again. */
        KEY("key"),
        /** Rows are read under a lock. */
        ROW_LOCKS("row locks"),
        /** Locks on nothing but a number. */
        ADVISORY_LOCKS("advisory locks"),
        /** An index that allows a value once only. */
        UNIQUE_INDEX("unique index"),
        /** A table that records finished work. */
        DEDUP_CHECK("dedup check"),
        /** Something else that its resource knows by name: the lease of a queue, say. */
        @API(status = API.Status.EXPERIMENTAL, since = "0.2")
        OWN("guard of its own");

        private final String words;

        private boolean isNamed() {
            return this == UNIQUE_INDEX || this == DEDUP_CHECK || this == OWN;
        }

        private boolean isNameless() {
            return this == ROW_LOCKS || this == ADVISORY_LOCKS;
        }

        Form(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public Safeguard {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(name, "name");
        if (form.isNamed() && name.isEmpty()) {
            throw new Misuse("a guard that is a " + form + " needs a name: that of the " + named(form) + ". Say it");
        } else if (form.isNameless() && !name.isEmpty()) {
            throw new Misuse("guards that are " + form + " have no name, but this one is called " + name
                    + ". Leave it out: all of them are removed");
        }
    }

    private static String named(Form form) {
        return switch (form) {
            case UNIQUE_INDEX -> "index";
            case DEDUP_CHECK -> "table";
            default -> "guard in its resource";
        };
    }

    /** The exception for a resource that has no such guard. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.2")
    public Misuse missingFrom(Resource resource) {
        return new Misuse("\"" + resource.kind() + "\" (" + resource.getClass().getName() + ") has no " + this
                + " that could be removed. Guards are the keys of HTTP services and keyed effects,"
                + " the locks, unique indexes and dedup checks of databases, and what a resource of your own offers as "
                + Guarded.class.getName());
    }

    /** As reports say it. */
    @Override
    public String toString() {
        if (name.isEmpty()) {
            return form.toString();
        }
        return form == Form.OWN ? name : form + " " + name;
    }
}
