package io.runstwice.jdbc.sql;

import io.runstwice.jdbc.sql.Beyond.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One walk over the words of a statement or block, which finds its deeds. */
final class DeedsWalk {

    /** After these a statement begins, within a block. */
    private static final Set<String> OPENING =
            Set.of("BEGIN", "THEN", "ELSE", "LOOP", "ATOMIC", "DO", "INSTEAD", "ALSO", "REPEAT", "HANDLER");

    /** Before a statement these may stand. */
    private static final Set<String> PREFIXES = Set.of(
            "EXPLAIN", "ANALYZE", "VERBOSE", "PREPARE", "DESCRIBE", "{", "(", ")", "?", "=", ">", ">>", "<", "<<");

    private static final Set<String> SCHEMA =
            Set.of("CREATE", "ALTER", "DROP", "REFRESH", "GRANT", "REVOKE", "RENAME", "REASSIGN", "IMPORT", "COMMENT");

    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");

    private static final Set<String> BEFORE_KIND = Set.of("OR", "REPLACE", "LOCAL");

    private static final Token NONE = new Token(Token.Kind.SYMBOL, "", 0, 0);

    private final Deeds deeds;
    private final List<Token> tokens;
    private final boolean body;
    private int parameters;

    DeedsWalk(Deeds deeds, List<Token> tokens, boolean body) {
        this.deeds = deeds;
        this.tokens = tokens;
        this.body = body;
    }

    void run() {
        boolean starts = true;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName()) {
                deeds.words.add(token.text().toLowerCase(Locale.ROOT));
            }
            if (starts && token.kind() == Token.Kind.WORD) {
                statement(i);
            }
            anywhere(i, token);
            starts = (starts && (PREFIXES.contains(token.upper()) || isPrepared(i)))
                    || token.is(";")
                    || (token.is(")") && tokens.get(0).is("EXPLAIN"))
                    || (body && (token.isAny(OPENING) || isLabel(i)))
                    || (token.is("AS") && tokens.get(0).is("PREPARE"));
            parameters += token.kind() == Token.Kind.PARAMETER ? 1 : 0;
        }
    }

    /** The name in {@code prepare p as …} is no verb. */
    private boolean isPrepared(int i) {
        return i > 0 && tokens.get(i - 1).is("PREPARE");
    }

    private boolean isLabel(int i) {
        return tokens.get(i).is(":")
                && i > 0
                && tokens.get(i - 1).isName()
                && !at(i + 1).is("=");
    }

    private Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NONE;
    }

    private void statement(int i) {
        Token verb = tokens.get(i);
        switch (verb.upper()) {
            case "COMMIT", "ROLLBACK", "END" -> end(i);
            case "START" -> implied(i, at(i + 1).is("TRANSACTION"));
            case "TRUNCATE" -> {
                names(truncated(i));
                implied(i, deeds.backslashes);
            }
            case "COPY" -> copy(i);
            case "LOAD" -> load(upTo(i, "INTO"));
            case "NOTIFY" -> deeds.channels.add(Channel.named(at(i + 1), at(i + 2), !deeds.piece));
            case "CALL" -> procedure(nameEnd(i + 1) - 1);
            case "SCRIPT", "BACKUP" -> {
                if (upTo(i, "TO") > 0) {
                    deeds.beyond.add(new Beyond(Kind.FILE, verb.upper() + " TO"));
                }
            }
            case "RUNSCRIPT" -> deeds.beyond.add(new Beyond(Kind.TEXT, "RUNSCRIPT"));
            case "EXECUTE", "PREPARE" -> execute(i);
            case "SET" -> set(i);
            case "WHILE", "FOR", "LOOP", "REPEAT", "FOREACH" -> deeds.writing += body ? 1 : 0;
            case "FLUSH", "INSTALL", "UNINSTALL", "SHUTDOWN", "KILL", "PURGE", "CHANGE" ->
                deeds.beyond.add(new Beyond(Kind.LOG, verb.upper()));
            default -> {
                if (verb.isAny(SCHEMA)) {
                    schema(i);
                }
            }
        }
    }

    /** Within a block only: as a statement it is an interaction of its own. */
    private void end(int i) {
        boolean ends = !tokens.get(i).is("END") && !at(i + 1).is("TO") && upTo(i, "TO") < 0;
        if (body && ends) {
            deeds.beyond.add(new Beyond(Kind.COMMIT, tokens.get(i).upper()));
        }
    }

    private void implied(int i, boolean ends) {
        if (body && ends) {
            deeds.beyond.add(new Beyond(Kind.COMMIT, tokens.get(i).upper()));
        }
    }

    private void execute(int i) {
        boolean text =
                at(i + 1).is("IMMEDIATE") || (deeds.backslashes && at(i + 2).is("FROM"));
        if (text || (tokens.get(i).is("EXECUTE") && executes(i))) {
            deeds.dynamic = true;
            deeds.writing++;
            if (text && !body) {
                composed(i, at(i + 1).is("IMMEDIATE") ? i + 2 : i + 3);
            }
        }
    }

    /**
     * Reads SQL that is put together: of texts alone, as a whole; of other parts, the first text must tell the effect.
     */
    private void composed(int i, int from) {
        String whole = ComposedText.of(tokens, from, deeds.backslashes).orElse(null);
        if (whole != null) {
            deeds.text(whole, false);
            return;
        }
        boolean first = true;
        for (int j = i; j < tokens.size(); j++) {
            if (at(j).kind() == Token.Kind.STRING) {
                if (first && !deeds.begins(Tokenizer.content(at(j)))) {
                    return;
                }
                first = false;
                deeds.text(Tokenizer.content(at(j)), false);
            }
        }
    }

    /**
     * Whether a block executes text here: {@code EXECUTE x}, {@code RETURN QUERY EXECUTE x},
     * {@code FOR r IN EXECUTE x}.
     */
    private boolean executes(int i) {
        return body && !deeds.backslashes && !at(i + 1).isAny(Set.of("FUNCTION", "PROCEDURE", "ON"));
    }

    /** In MariaDB: the settings and accounts of the whole server, and a setting that ends a transaction. */
    private void set(int i) {
        boolean global = at(i + 1).is("GLOBAL") || at(i + 1).is("PASSWORD") || hasGlobal(i);
        if (deeds.backslashes && global) {
            deeds.beyond.add(new Beyond(Kind.LOG, "SET " + (at(i + 1).is("PASSWORD") ? "PASSWORD" : "GLOBAL")));
        }
        implied(i, deeds.backslashes && at(i + 1).is("AUTOCOMMIT"));
    }

    private boolean hasGlobal(int i) {
        return at(i + 1).is("@") && at(i + 2).is("@") && at(i + 3).is("GLOBAL");
    }

    private void schema(int i) {
        Token verb = tokens.get(i);
        Token next = at(i + 1);
        int kind = i + 1;
        while (at(kind).isAny(BEFORE_KIND)) {
            kind++;
        }
        if (verb.is("CREATE") && at(kind).isAny(TEMPORARY)) {
            int name = at(kind + 1).is("RECURSIVE") ? kind + 3 : kind + 2;
            deeds.temporaries.add(at(at(name).is("IF") ? name + 3 : name).text().toLowerCase(Locale.ROOT));
        } else if (!(verb.is("DROP") && next.is("TEMPORARY")) && next.isName()) {
            alters(i, new Beyond(Kind.SCHEMA, verb.upper() + " " + next.upper()));
        }
    }

    private void alters(int i, Beyond found) {
        int table = table(i);
        if (at(table).isName()) {
            deeds.altered.put(named(table), found);
        } else {
            deeds.beyond.add(found);
            implied(i, deeds.backslashes);
        }
    }

    /** Where the one table is named that is dropped, altered or indexed. */
    private int table(int i) {
        boolean one = at(i + 1).is("TABLE")
                && (tokens.get(i).is("DROP") || tokens.get(i).is("ALTER"));
        int name = at(i + 2).is("IF") ? i + (at(i + 3).is("NOT") ? 5 : 4) : i + 2;
        if (one && !at(nameEnd(name)).is(",")) {
            return name;
        }
        boolean index = at(i + 1).is("INDEX") || at(i + 2).is("INDEX");
        int on = upTo(i, "ON");
        return index && tokens.get(i).is("CREATE") && on > 0 ? on + (at(on + 1).is("ONLY") ? 2 : 1) : -1;
    }

    private void copy(int i) {
        int to = upTo(i, "TO");
        int from = upTo(i, "FROM");
        int direction = Math.max(to, from);
        if (direction < 0) {
            return;
        }
        if (at(direction + 1).is("PROGRAM")) {
            deeds.beyond.add(new Beyond(Kind.PROGRAM, "COPY … PROGRAM"));
        } else if (direction == to && isFile(at(to + 1))) {
            deeds.beyond.add(new Beyond(Kind.FILE, "COPY … TO"));
        }
        if (direction == from && at(i + 1).isName()) {
            deeds.inserts.add(named(i + 1));
        }
    }

    private void load(int into) {
        if (into > 0 && at(into + 1).is("TABLE")) {
            deeds.inserts.add(named(into + 2));
        }
    }

    private static boolean isFile(Token token) {
        return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.PARAMETER;
    }

    /** Where this word stands in the statement that begins here, outside of parentheses; less than 0 for nowhere. */
    private int upTo(int from, String word) {
        int depth = 0;
        for (int i = from; i < tokens.size() && !tokens.get(i).is(";"); i++) {
            depth += Scan.depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    private int truncated(int i) {
        int name = i + 1;
        while (at(name).is("TABLE") || at(name).is("ONLY")) {
            name++;
        }
        return name;
    }

    private void anywhere(int i, Token token) {
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
            return;
        }
        if (at(i + 1).is("(") && !at(i - 1).is("INTO") && !Functions.isKeyword(token.text())) {
            call(i);
        }
        if (token.isAny(Phrase.DML)) {
            write(i);
        } else if (token.is("INTO")) {
            into(i);
        } else if (token.is("PERFORM")) {
            deeds.writing++;
        } else if (token.is("EXECUTE")) {
            deeds.dynamic |= executes(i);
        }
    }

    private void into(int i) {
        Token next = at(i + 1);
        if (next.is("OUTFILE") || next.is("DUMPFILE")) {
            deeds.beyond.add(new Beyond(Kind.FILE, "INTO " + next.upper()));
        } else if (next.isAny(TEMPORARY)) {
            int name = at(i + 2).is("TABLE") ? i + 3 : i + 2;
            deeds.temporaries.add(at(name).text().toLowerCase(Locale.ROOT));
        } else if (makesTable(i)) {
            deeds.beyond.add(new Beyond(Kind.SCHEMA, "SELECT INTO"));
        }
    }

    /** {@code SELECT … INTO name}, as a statement: within a block the name is a variable's. */
    private boolean makesTable(int i) {
        int depth = 0;
        boolean selects = false;
        for (int j = 0; j < i; j++) {
            depth += Scan.depth(at(j));
            selects |= depth == 0 && at(j).is("SELECT");
            if (depth == 0 && at(j).isAny(Phrase.DML)) {
                return false;
            }
        }
        return !body && selects && depth == 0 && at(i + 1).isName();
    }

    private void write(int i) {
        List<Integer> places = new WriteTarget(tokens, i, deeds.backslashes).places();
        deeds.writing += places.isEmpty() ? 0 : 1;
        boolean inserts = tokens.get(i).is("INSERT") && upTo(i, "UPDATE") < 0;
        places.forEach(place -> (inserts ? deeds.inserts : deeds.writes).add(named(place)));
    }

    private void names(int from) {
        name(from);
        int end = nameEnd(from);
        while (at(end).is(",")) {
            name(end + 1);
            end = nameEnd(end + 1);
        }
    }

    private void name(int from) {
        if (at(from).isName()) {
            deeds.writes.add(named(from));
        }
    }

    private Name named(int from) {
        return Name.of(tokens.subList(from, nameEnd(from)).stream()
                .filter(Token::isName)
                .toList());
    }

    private int nameEnd(int from) {
        int end = from + 1;
        while (at(end).is(".") && at(end + 1).isName()) {
            end += 2;
        }
        return end;
    }

    private void procedure(int last) {
        call(last);
        deeds.procedures.add(Scan.called(tokens, last));
    }

    private void call(int last) {
        String name = Scan.called(tokens, last);
        deeds.calls.add(name);
        if (name.equals("pg_notify") || name.equals("pg_catalog.pg_notify")) {
            deeds.channels.add(Channel.argument(tokens, last + 2, body, parameters));
        }
    }
}
