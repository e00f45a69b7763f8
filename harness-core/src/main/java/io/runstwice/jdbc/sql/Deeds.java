package io.runstwice.jdbc.sql;

import io.runstwice.jdbc.sql.Beyond.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The deeds of a piece of SQL beside reading, by its words: in a statement, in a {@code WITH}, behind
 * {@code EXPLAIN ANALYZE}, in a block or in the body of a routine alike. This class knows no catalog, and reports
 * rather too much than too little.
 */
public final class Deeds {

    /** Tables that it changes or deletes rows of. */
    public final Set<Name> writes = new LinkedHashSet<>();

    /** Tables that it only adds rows to. */
    public final Set<Name> inserts = new LinkedHashSet<>();

    /** The blocks that it runs. */
    public final List<Deeds> blocks = new ArrayList<>();

    public final Set<String> calls = new LinkedHashSet<>();
    public final Set<String> words = new HashSet<>();
    public final Set<Beyond> beyond = new LinkedHashSet<>();
    public final Set<Channel> channels = new LinkedHashSet<>();

    /** The tables that it creates for its session alone, in small letters. */
    public final Set<String> temporaries = new HashSet<>();

    /** Changes of tables, which may be such ones. */
    public final Map<Name, Beyond> altered = new LinkedHashMap<>();

    /** The procedures that it calls by CALL, each time. */
    public final List<String> procedures = new ArrayList<>();

    /** How many of its statements write, but for calls of procedures; a loop counts twice. */
    public int writing;

    /** Whether it writes a table whose name is put together. */
    public boolean anyTable;

    final boolean backslashes;
    /** Whether it executes text. */
    boolean dynamic;

    /** Whether the text that is read now goes on in a text that is not known. */
    boolean piece;

    private boolean spellsOut;

    private Deeds(boolean backslashes) {
        this.backslashes = backslashes;
    }

    /** Of one statement. */
    public static Deeds of(Phrase phrase, boolean backslashes) {
        Deeds deeds = new Deeds(backslashes);
        new DeedsWalk(deeds, phrase.tokens, false).run();
        if (phrase.verb.equals("DO")) {
            deeds.language(phrase);
            phrase.tokens.stream()
                    .filter(token -> token.kind() == Token.Kind.STRING)
                    .forEach(token -> deeds.blocks.add(ofBody(Tokenizer.content(token), backslashes)));
        }
        deeds.endOfText();
        return deeds;
    }

    private void language(Phrase phrase) {
        for (int i = phrase.verbAt; i + 1 < phrase.tokens.size(); i++) {
            String language = phrase.tokens.get(i + 1).text().toLowerCase(Locale.ROOT);
            if (phrase.tokens.get(i).is("LANGUAGE") && !language.equals("plpgsql")) {
                beyond.add(new Beyond(Kind.UNKNOWN, "DO (" + language + ")"));
            }
        }
    }

    /** Of the body of a routine. */
    public static Deeds ofBody(String text, boolean backslashes) {
        Deeds deeds = new Deeds(backslashes);
        List<Token> tokens = Tokenizer.tokens(text, backslashes);
        new DeedsWalk(deeds, tokens, true).run();
        if (deeds.dynamic) {
            deeds.texts(tokens);
        }
        deeds.endOfText();
        return deeds;
    }

    private void texts(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.STRING) {
                boolean before = i > 0 && tokens.get(i - 1).text().startsWith("|");
                boolean after =
                        i + 1 < tokens.size() && tokens.get(i + 1).text().startsWith("|");
                text(Tokenizer.content(tokens.get(i)), before || after);
            }
        }
    }

    /**
     * A string that a routine may execute.
     *
     * @param isPiece whether it is put together with others
     */
    void text(String string, boolean isPiece) {
        int before = size();
        piece = isPiece;
        List<Token> tokens = Tokenizer.tokens(string, backslashes);
        new DeedsWalk(this, tokens, true).run();
        piece = false;
        boolean found = before < size();
        boolean changes = !tokens.isEmpty() && tokens.get(0).isAny(Phrase.DML);
        anyTable |= changes && !found;
        spellsOut |= found || changes || (!tokens.isEmpty() && tokens.get(0).isAny(Phrase.QUERIES));
    }

    /**
     * Whether the beginning of a text that goes on elsewhere tells its effect: its verb is whole, and changes or reads
     * rows.
     */
    boolean begins(String string) {
        List<Token> tokens = Tokenizer.tokens(string, backslashes);
        return tokens.size() > 1
                && (tokens.get(0).isAny(Phrase.DML) || tokens.get(0).isAny(Phrase.QUERIES));
    }

    private int size() {
        return writes.size() + inserts.size() + beyond.size() + altered.size() + calls.size() + channels.size();
    }

    private void endOfText() {
        if (dynamic && !spellsOut) {
            beyond.add(new Beyond(Kind.TEXT, "EXECUTE"));
        }
    }
}
