package io.runstwice.jdbc.sql;

import io.runstwice.world.Redaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which name each value of a statement stands: the column that it is written to or compared with, the setting,
 * the role's property, the member of a JSON document. A value in an expression belongs to every name of it, so
 * {@code password = crypt('x', 'y')} has two that are secret.
 *
 * <p>An expression ends where a clause, a condition or the next element of a list begins. Of an expression in brackets
 * the names around it count too.
 */
final class SecretValues {

    /** The name of a value in a column that is not known. */
    static final String UNKNOWN = "?";

    private static final Set<String> CLAUSES = Set.of(
            ("AND OR NOT WHERE SET ON HAVING RETURNING VALUES VALUE SELECT FROM USING GROUP ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT JOIN LEFT"
                            + " RIGHT INNER CROSS INTO UPDATE DELETE INSERT MERGE REPLACE WITH WINDOW CONFLICT DO MATCHED ADD ALTER TABLE"
                            + " COLUMN DROP CONSTRAINT DEFAULT CHECK DATABASE ROLE USER SCHEMA")
                    .split(" "));

    /** Functions whose arguments are keys, or are about to be hidden. */
    private static final Set<String> HIDING = Set.of(
            ("crypt digest hmac encrypt decrypt encrypt_iv decrypt_iv pgp_sym_encrypt pgp_sym_decrypt pgp_sym_encrypt_bytea pgp_pub_decrypt"
                            + " aes_encrypt aes_decrypt des_encrypt des_decrypt old_password")
                    .split(" "));

    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "MERGE");

    /** In statements about users. */
    private static final Set<String> OF_USERS = Set.of("IDENTIFIED", "SALT", "HASH");

    private static final class Part {
        private final List<Integer> values = new ArrayList<>();
        private final @Nullable String around;
        private @Nullable String secret;
        private @Nullable String last;
        private boolean onlyNames = true;

        private Part(@Nullable String around) {
            this.around = around;
        }

        private @Nullable String name() {
            return secret != null ? secret : around != null ? around : last;
        }
    }

    private final Phrase phrase;
    private final @Nullable String[] names;
    private final Deque<Part> open = new ArrayDeque<>();

    private SecretValues(Phrase phrase) {
        this.phrase = phrase;
        this.names = new @Nullable String[phrase.tokens.size()];
    }

    /**
     * The names, one for each token that is a value.
     *
     * @param columns of the table that is written, where an INSERT does not name them; null if they are not known
     */
    static @Nullable String[] of(Phrase phrase, @Nullable List<String> columns) {
        SecretValues values = new SecretValues(phrase);
        values.expressions();
        if (WRITING.contains(phrase.verb)) {
            values.inserted(columns);
        }
        SecretRows.mask(phrase, columns, values.names);
        return values.names;
    }

    static boolean isPositional(Phrase phrase) {
        Token first = phrase.subjectEnd() > 0 ? phrase.after(phrase.subjectEnd() - 1) : null;
        return WRITING.contains(phrase.verb) && first != null && !first.is("(");
    }

    private void expressions() {
        open.push(new Part(null));
        boolean between = false;
        for (int i = 0; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (token.is("(") || token.is("CASE")) {
                open.push(new Part(open.element().name()));
            } else if (open.size() > 1 && (token.is(")") || token.is("END"))) {
                Part inner = close();
                if (inner.onlyNames && inner.secret != null) {
                    open.element().secret = inner.secret;
                }
            } else if (token.is(",")) {
                next(i);
            } else if (token.isAny(CLAUSES) && !(between && token.is("AND"))) {
                close();
                open.push(new Part(open.isEmpty() ? null : open.element().name()));
            } else if (token.isValue()) {
                value(i, token);
            } else if (token.isName()) {
                name(i, token);
            }
            between = (between || token.is("BETWEEN")) && !token.is("AND");
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    private Part close() {
        Part part = open.pop();
        part.values.forEach(value -> names[value] = part.name());
        return part;
    }

    /** {@code 'api_key', 'x'}: a name as a text, and what belongs to it, are neighbours in a list. */
    private void next(int comma) {
        Part before = close();
        Part after = new Part(open.isEmpty() ? null : open.element().name());
        Token last = phrase.tokens.get(comma - 1);
        if (last.kind() == Token.Kind.STRING && Redaction.isSecret(bare(last))) {
            after.secret = bare(last);
        } else if (before.onlyNames && !open.isEmpty()) {
            after.secret = before.secret;
        }
        after.onlyNames = before.onlyNames;
        open.push(after);
    }

    /** A text may be a name: of the member of a document, {@code doc ->> 'token'}, or of the next value. */
    private void value(int place, Token token) {
        Part part = open.element();
        part.onlyNames = false;
        boolean isName = token.kind() == Token.Kind.STRING && Redaction.isSecret(bare(token));
        if (isName && place > 0 && phrase.tokens.get(place - 1).is(">")) {
            part.secret = bare(token);
        } else if (!isName || !isFollowedByAComma(place) || isSecret(part.name())) {
            part.values.add(place);
        }
    }

    private boolean isFollowedByAComma(int place) {
        Token next = phrase.after(place);
        return next != null && next.is(",");
    }

    private void name(int place, Token token) {
        Part part = open.element();
        Token next = phrase.after(place);
        if (next != null && next.is(".")) {
            return; // a table's or a schema's
        }
        if (phrase.verb.equals("SET") && part.secret != null && !token.is("TO")) {
            part.values.add(place); // a value without quotes
            return;
        }
        boolean hides = HIDING.contains(token.text().toLowerCase(Locale.ROOT)) && next != null && next.is("(");
        boolean ofUsers = token.isAny(OF_USERS) && !phrase.isQuery() && !Phrase.DML.contains(phrase.verb);
        part.last = token.text();
        if (hides || ofUsers) {
            part.secret = "secret";
        } else if (part.secret == null && Redaction.isSecret(token.text())) {
            part.secret = token.text();
        }
    }

    static String bare(Token string) {
        return string.text().replaceAll("^[A-Za-z&]{0,2}'|'$", "");
    }

    /** By their places, in lists of values and in a query that gives the rows. */
    private void inserted(@Nullable List<String> known) {
        int end = Math.max(phrase.subjectEnd(), 0);
        List<String> listed = new ArrayList<>();
        int from = end;
        Token first = phrase.after(end - 1);
        if (first != null && first.is("(")) {
            for (from = end + 1;
                    from < phrase.tokens.size() && !phrase.tokens.get(from).is(")");
                    from++) {
                if (phrase.tokens.get(from).isName()) {
                    listed.add(phrase.tokens.get(from).text());
                }
            }
        }
        List<String> columns = listed.isEmpty() ? known : listed;
        int depth = 0;
        int place = 0;
        boolean values = false;
        for (int i = listed.isEmpty() ? from : from + 1; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (depth == 0 && token.isAny(Set.of("VALUES", "SELECT"))) {
                values = true;
                place = 0;
            } else if (depth == 0 && token.isAny(Set.of("ON", "FROM", "RETURNING", "SET", "WHERE", "AS"))) {
                values = false;
            } else if (token.is("(")) {
                place = depth++ == 0 && values && !isCall(i) ? 0 : place;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is(",") && depth <= 1) {
                place++;
            } else if (values && token.isValue() && !isSecret(names[i])) {
                names[i] = columns == null ? UNKNOWN : place < columns.size() ? columns.get(place) : UNKNOWN;
            }
        }
    }

    private boolean isCall(int bracket) {
        Token before = phrase.tokens.get(bracket - 1);
        return before.isName() && !before.is("VALUES") && !before.is("SELECT");
    }

    static boolean isSecret(@Nullable String name) {
        return name != null && Redaction.isSecret(name);
    }
}
