package io.runstwice.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The now of PostgreSQL's transactions: it stands at BEGIN. */
final class PostgreSqlNow {

    /** What reads it where no tap passes; a time that is merely set to it is found by its value afterwards. */
    private static final String HIDDEN = """
            with words(w) as (values ('\\m(now|transaction_timestamp)\\s*\\(|\\m(current_timestamp|current_date|current_time|localtimestamp|localtime)\\M|''now''')),
            code(kind, name, body) as (
                select 'changes of', c.relname, regexp_replace(p.prosrc, '=\\s*(now\\s*\\(\\s*\\)|current_timestamp)\\s*;', '', 'gi')
                from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid where not g.tgisinternal
                union all select 'changes of', c.relname, pg_get_expr(d.adbin, d.adrelid)
                from pg_attrdef d join pg_class c on c.oid = d.adrelid
                where pg_get_expr(d.adbin, d.adrelid) not in ('now()', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP', 'transaction_timestamp()')
                union all select '', p.proname, p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and p.prorettype <> 'trigger'::regtype
                union all select '', c.relname, pg_get_viewdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema'))
            select kind || ' ' || name, name, body, body ~* w from code, words where body is not null""";

    private PostgreSqlNow() {}

    static String earlier(String expression, Duration time) {
        return "(" + expression + " - interval '" + time.toMillis() + " milliseconds')";
    }

    /** When the open transaction of a session began; null if it has none. */
    static @Nullable Instant began(Connection asking, long session) throws SQLException {
        try (PreparedStatement query =
                asking.prepareStatement("select xact_start from pg_stat_activity where pid = ?")) {
            query.setLong(1, session);
            try (ResultSet row = query.executeQuery()) {
                Timestamp at = row.next() ? row.getTimestamp(1) : null;
                return at == null ? null : at.toInstant();
            }
        }
    }

    /** Names of tables whose changes read it, and of functions and views that do. */
    static Set<String> hidden(Connection connection) throws SQLException {
        List<Code> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HIDDEN)) {
            while (rows.next()) {
                Code code = new Code(rows.getString(1).strip(), words(rows.getString(3)));
                all.add(code);
                if (rows.getBoolean(4)) {
                    names.add(code.name());
                }
            }
        }
        while (all.stream().anyMatch(code -> code.reaches(names) && names.add(code.name()))) {
            // a view that calls a function that asks for it asks for it
        }
        return names;
    }

    private static Set<String> words(String body) {
        return Tokenizer.tokens(body).stream()
                .filter(Token::isName)
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Code of the schema, with the names that stand in it. */
    private record Code(String name, Set<String> words) {

        boolean reaches(Set<String> names) {
            return words.stream().anyMatch(names::contains);
        }
    }
}
