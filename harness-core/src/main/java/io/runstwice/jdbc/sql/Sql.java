package io.runstwice.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL, understood once and kept: its label, and its possible effects.
 *
 * <p>Immutable.
 */
public final class Sql {

    /** These change the session alone, or nothing. */
    private static final Set<String> SESSION = Set.of(
            "SET",
            "RESET",
            "SHOW",
            "BEGIN",
            "START",
            "SAVEPOINT",
            "RELEASE",
            "LISTEN",
            "UNLISTEN",
            "DECLARE",
            "FETCH",
            "MOVE",
            "CLOSE",
            "PREPARE",
            "DEALLOCATE",
            "DISCARD",
            "LOAD",
            "USE",
            "HELP",
            "CHECKPOINT",
            "LOCK");

    private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");
    private static final Set<String> WITH_OBJECT =
            Set.of("CREATE", "ALTER", "DROP", "SET", "RESET", "CALL", "LOCK", "LISTEN", "NOTIFY", "SHOW", "REFRESH");

    public static final Sql COMMIT = of("COMMIT");
    public static final Sql ROLLBACK = of("ROLLBACK");

    /** The end of a session that holds locks of its own. */
    public static final Sql CLOSE = of("CLOSE");

    public final String text;
    public final List<Phrase> phrases;
    public final String label;
    private final boolean ends;
    private final boolean commits;
    private final boolean staysInSession;
    private final boolean twoPhase;
    private final boolean changesPath;
    private final boolean looksAtLocks;
    private final boolean readsNow;

    /** Whether it writes values without saying into which columns. */
    public final boolean isPositional;

    /** The text that a story shows when it is sent without parameters. */
    public final String detail;

    private Sql(String text, List<Phrase> phrases) {
        this.text = text;
        this.phrases = phrases;
        this.label = label(phrases);
        this.ends = findEnds();
        this.commits = phrases.stream().anyMatch(phrase -> phrase.verb.equals("COMMIT") || phrase.verb.equals("END"));
        this.staysInSession = phrases.stream().allMatch(Sql::staysInSession);
        this.twoPhase = phrases.stream()
                .anyMatch(phrase -> phrase.verb.equals("XA")
                        || phrase.has("PREPARE", "TRANSACTION")
                        || phrase.has("COMMIT", "PREPARED"));
        this.changesPath = phrases.stream().anyMatch(Sql::changesPath);
        this.looksAtLocks = phrases.stream()
                .anyMatch(phrase ->
                        phrase.has("SKIP", "LOCKED") || phrase.tokens.stream().anyMatch(token -> token.is("NOWAIT")));
        this.readsNow = phrases.stream().anyMatch(phrase -> Now.isReadIn(phrase.tokens));
        this.isPositional = phrases.stream().anyMatch(SecretValues::isPositional);
        this.detail = Detail.of(phrases);
    }

    public static Sql of(String text) {
        return of(text, false);
    }

    /**
     * Understands a piece of SQL.
     *
     * @param backslashes whether it is read as MariaDB does
     */
    public static Sql of(String text, boolean backslashes) {
        List<Phrase> phrases = new ArrayList<>();
        List<Token> phrase = new ArrayList<>();
        for (Token token : Tokenizer.tokens(text, backslashes)) {
            if (token.is(";")) {
                add(phrases, phrase);
                phrase = new ArrayList<>();
            } else {
                phrase.add(token);
            }
        }
        add(phrases, phrase);
        return new Sql(text, List.copyOf(phrases));
    }

    private static void add(List<Phrase> phrases, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            phrases.add(new Phrase(tokens));
        }
    }

    private static String label(List<Phrase> phrases) {
        List<String> labels = phrases.stream().map(Sql::label).distinct().toList();
        return labels.isEmpty() ? "nothing" : String.join("; ", labels.subList(0, Math.min(3, labels.size())));
    }

    private static String label(Phrase phrase) {
        String subject = phrase.subject();
        if (subject == null && WITH_OBJECT.contains(phrase.verb)) {
            Token next = phrase.after(phrase.verbAt);
            subject = next == null ? null : next.text();
        }
        boolean again = phrase.verb.equals("ROLLBACK") && phrase.tokens.size() > phrase.verbAt + 2;
        return phrase.verb + (again ? " TO SAVEPOINT" : subject == null ? "" : " " + subject);
    }

    /** The one statement that it is, or null if it is several. */
    @Nullable
    public Phrase only() {
        return phrases.size() == 1 ? phrases.get(0) : null;
    }

    /** Whether it ends a transaction and does nothing else. */
    public boolean ends() {
        return ends;
    }

    private boolean findEnds() {
        Phrase only = only();
        return only != null && ENDS.contains(only.verb) && !label.equals("ROLLBACK TO SAVEPOINT");
    }

    /** Whether it takes back a part of a transaction. */
    public boolean undoes() {
        return label.equals("ROLLBACK TO SAVEPOINT");
    }

    /** Whether constraints that were to be looked at last are looked at now. */
    public boolean checksConstraints() {
        Phrase only = only();
        return only != null && only.has("SET", "CONSTRAINTS");
    }

    /** Whether a transaction begins that sees the present rows, or those that another one sees. */
    public boolean takesSnapshot() {
        return phrases.stream().anyMatch(phrase -> phrase.tokens.stream().anyMatch(token -> token.is("SNAPSHOT")));
    }

    public boolean commits() {
        return commits;
    }

    /** Whether it changes the session alone. */
    public boolean staysInSession() {
        return staysInSession;
    }

    private static boolean staysInSession(Phrase phrase) {
        return (SESSION.contains(phrase.verb) && !loadsRows(phrase))
                || label(phrase).equals("ROLLBACK TO SAVEPOINT")
                || isTemporary(phrase);
    }

    /** Whether names without a schema may mean other tables from now on. */
    public boolean changesPath() {
        return changesPath;
    }

    private static boolean changesPath(Phrase phrase) {
        return phrase.tokens.stream()
                        .anyMatch(
                                token -> token.is("SEARCH_PATH") || token.text().equals("'search_path'"))
                || phrase.has("SET", "SCHEMA")
                || phrase.has("LOCAL", "SCHEMA");
    }

    /** Whether a transaction ends in it, and something else follows that is no part of that transaction. */
    public boolean goesOnAfterAnEnd() {
        boolean ended = false;
        for (Phrase phrase : phrases) {
            boolean end = ENDS.contains(phrase.verb) && !label(phrase).equals("ROLLBACK TO SAVEPOINT");
            if (ended && !end && !staysInSession(phrase)) {
                return true;
            }
            ended |= end;
        }
        return false;
    }

    /** Whether it tells locked rows from free ones, and does not wait. */
    public boolean looksAtLocks() {
        return looksAtLocks;
    }

    /** Whether it asks what time it is. */
    public boolean readsNow() {
        return readsNow;
    }

    /** Whether it belongs to a transaction that several databases take part in. */
    public boolean isTwoPhase() {
        return twoPhase;
    }

    /** MariaDB reads files with the word by which PostgreSQL loads a library. */
    private static boolean loadsRows(Phrase phrase) {
        return phrase.has("LOAD", "DATA") || phrase.has("LOAD", "XML");
    }

    private static boolean isTemporary(Phrase phrase) {
        return phrase.has("DROP", "TEMPORARY")
                || phrase.has("CREATE", "TEMP")
                || phrase.has("CREATE", "TEMPORARY")
                || phrase.has("LOCAL", "TEMPORARY");
    }
}
