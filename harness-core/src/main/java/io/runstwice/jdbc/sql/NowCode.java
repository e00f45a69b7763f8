package io.runstwice.jdbc.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Code of the schema that no tap sees: it may ask for now, and only the server's clock can answer.
 *
 * @param kind when it runs
 * @param owner the table that it belongs to, or its own name if it is a routine or a view; in small letters
 * @param column the column that it fills, in small letters; empty for code of a whole table
 * @param tokens its words, texts that it holds included
 */
public record NowCode(Kind kind, String owner, String column, List<Token> tokens) {

    /** The occasion on which code runs. */
    public enum Kind {
        /** When a row is added without a value for its column. */
        DEFAULT,
        /** When a row is written. */
        GENERATED,
        /** When a row is written, and it may write anything. */
        TRIGGER,
        /** When a row is written, to refuse it. */
        CHECK,
        /** When a row is read or written. */
        POLICY,
        /** When it is called. */
        ROUTINE,
        /** When it is read. */
        VIEW
    }

    public NowCode {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads it from a catalog.
     *
     * @param rows kind, owner, column and text of each piece
     * @param backslashes whether it is read as MariaDB does
     */
    public static List<NowCode> read(ResultSet rows, boolean backslashes) throws SQLException {
        List<NowCode> all = new ArrayList<>();
        while (rows.next()) {
            List<Token> tokens = new ArrayList<>();
            for (Token token : Tokenizer.tokens(rows.getString(4), backslashes)) {
                tokens.add(token);
                boolean holdsCode = token.kind() == Token.Kind.STRING
                        && Tokenizer.content(token).strip().contains(" ");
                if (holdsCode) {
                    tokens.addAll(Tokenizer.tokens(Tokenizer.content(token), backslashes));
                }
            }
            all.add(new NowCode(
                    Kind.valueOf(rows.getString(1)),
                    rows.getString(2).toLowerCase(Locale.ROOT),
                    rows.getString(3).toLowerCase(Locale.ROOT),
                    tokens));
        }
        return all;
    }

    public boolean isOfTable() {
        return kind != Kind.ROUTINE && kind != Kind.VIEW;
    }

    /** As a message names it. */
    public String shown() {
        return switch (kind) {
            case DEFAULT -> "the default of " + owner + "." + column;
            case GENERATED -> "the generated column " + owner + "." + column;
            case TRIGGER -> "a trigger of " + owner;
            case CHECK -> "a check of " + owner;
            case POLICY -> "a policy of " + owner;
            case ROUTINE -> owner + "()";
            case VIEW -> "the view " + owner;
        };
    }
}
