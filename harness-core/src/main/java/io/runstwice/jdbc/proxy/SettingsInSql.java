package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the session setting that a piece of SQL is about to change, so that it can be put back. */
final class SettingsInSql {

    /** Words behind SET that are no settings of their own, with the settings that they change. */
    private static final Map<String, List<String>> OTHERS = Map.of(
            "CONSTRAINTS", List.of(),
            "CHARACTERISTICS", List.of("default_transaction_isolation", "default_transaction_read_only"),
            "TIME", List.of("timezone"),
            "NAMES", List.of("client_encoding"),
            "AUTHORIZATION", List.of("session_authorization"),
            "TRANSACTION_ISOLATION", List.of(),
            "TRANSACTION_READ_ONLY", List.of(),
            "TRANSACTION_DEFERRABLE", List.of());

    private SettingsInSql() {}

    static void changing(Sql sql, Session session) throws SQLException {
        for (Phrase phrase : sql.phrases) {
            if (phrase.verb.equals("PREPARE") || phrase.verb.equals("LOAD")) {
                session.soil();
            }
            if (phrase.verb.equals("USE")) {
                session.settings().changing("setCatalog");
            }
            if (phrase.verb.equals("SET") && !phrase.has("SET", "LOCAL") && !phrase.has("SET", "TRANSACTION")) {
                named(phrase, session);
            } else if (phrase.functions.contains("set_config")) {
                configured(phrase, session);
            }
        }
    }

    private static void named(Phrase phrase, Session session) throws SQLException {
        int at = phrase.verbAt + 1;
        while (at < phrase.tokens.size() && isBeforeName(phrase, at)) {
            at++;
        }
        StringBuilder name = new StringBuilder();
        while (at < phrase.tokens.size()
                && !phrase.tokens.get(at).is("=")
                && !phrase.tokens.get(at).is("TO")
                && (phrase.tokens.get(at).isName() || phrase.tokens.get(at).is("."))
                && (name.length() == 0 || phrase.tokens.get(at).is(".") || name.charAt(name.length() - 1) == '.')) {
            name.append(phrase.tokens.get(at).text());
            at++;
        }
        if (name.length() > 0) {
            changing(name.toString(), session);
        }
    }

    /**
     * Notes the settings that a name changes; settings of the transaction alone end with it, so they are not listed.
     */
    private static void changing(String name, Session session) throws SQLException {
        for (String setting : OTHERS.getOrDefault(name.toUpperCase(Locale.ROOT), List.of(name))) {
            session.settings().changingSetting(setting);
        }
    }

    /** {@code SESSION}, or the signs of {@code @@session.}; after a single sign stands a variable of the user's own. */
    private static boolean isBeforeName(Phrase phrase, int at) {
        Token token = phrase.tokens.get(at);
        boolean system = phrase.has("@", "@");
        return token.is("SESSION") || (system && (token.is("@") || token.is(".")));
    }

    private static void configured(Phrase phrase, Session session) throws SQLException {
        for (int i = 0; i + 2 < phrase.tokens.size(); i++) {
            Token name = phrase.tokens.get(i + 2);
            if (phrase.tokens.get(i).is("set_config") && name.kind() == Token.Kind.STRING) {
                changing(name.text().substring(1, name.text().length() - 1), session);
            }
        }
    }
}
