package io.runstwice.jdbc.schema;

import java.util.Set;

/**
 * Code that a user put into a database: a function, a procedure, the action of a trigger or rule.
 *
 * @param schema its schema
 * @param name its name; overloads are routines of the same name
 * @param language its language, in small letters
 * @param body its text, or nothing if that cannot be read
 * @param extension the extension that brought it, or nothing
 */
public record Routine(String schema, String name, String language, String body, String extension) {

    private static final Set<String> COMPUTING = Set.of(
            ("moddatetime autoinc insert_username refint pgcrypto uuid-ossp citext hstore ltree intarray pg_trgm unaccent fuzzystrmatch cube"
                            + " earthdistance btree_gin btree_gist seg isn bloom sslinfo dict_int dict_xsyn intagg postgis vector")
                    .split(" "));

    /** How a statement names it, with its schema. */
    public String qualified() {
        return Relation.key(schema, name);
    }

    /** Whether its text is SQL that can be read. */
    boolean isReadable() {
        return !body.isEmpty() && (language.equals("sql") || language.equals("plpgsql"));
    }

    /**
     * Whether code in another language is known to keep to tables, or is at least a part of the test: H2 runs Java of
     * this JVM, and these extensions of PostgreSQL only compute, or fill a column of the row.
     */
    boolean isTrusted() {
        return language.equals("java") || COMPUTING.contains(extension);
    }
}
