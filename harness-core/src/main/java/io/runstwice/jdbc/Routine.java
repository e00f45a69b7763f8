package io.runstwice.jdbc;

/**
 * Code that somebody put into a database: a function, a procedure, what a trigger or rule does.
 *
 * @param schema where it is
 * @param name how it is called; overloads are routines of the same name
 * @param language what it is written in, in small letters
 * @param body its text, or nothing if that cannot be read
 * @param extension the extension that brought it, or nothing
 */
record Routine(String schema, String name, String language, String body, String extension) {

    /** How a statement names it, with its schema. */
    String qualified() {
        return Catalog.key(schema, name);
    }

    /** Whether its text is SQL that says what it does. */
    boolean isReadable() {
        return !body.isEmpty() && (language.equals("sql") || language.equals("plpgsql"));
    }
}
