package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.schema.Reachable;
import io.runstwice.jdbc.session.Session;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.sql.Beyond;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.sql.Token;
import java.sql.SQLException;

/** Says when a job does what the harness can neither stop at nor put back. */
final class UnsupportedUse {

    private UnsupportedUse() {}

    static void of(Sql sql, Session session) throws SQLException {
        TapContext context = session.context();
        Reachable.Found found = context.catalog().reach(sql);
        for (Beyond beyond : found.beyond()) {
            tell(beyond, session);
        }
        Phrase only = sql.only();
        Token database = only == null || !only.verb.equals("USE") ? null : only.after(only.verbAt);
        if (database != null && session.dialect().server().hasOtherDatabases()) {
            leaves(context, database.text());
        }
        if (sql.isTwoPhase()) {
            context.gate()
                    .doubt("the job takes part in a two-phase commit (" + sql.label
                            + "), whose coordinator the harness does not see: test it with local transactions");
        }
        if (commitsInPieces(sql, session)) {
            context.gate()
                    .doubt("the job sends several statements in one text without a transaction (" + sql.label
                            + "), so each of them commits by itself, and no worker can be killed between them: send them one"
                            + " by one, or begin a transaction in the job");
        }
        if (sql.goesOnAfterAnEnd()) {
            context.gate()
                    .doubt("the job sends several statements in one text with the end of a transaction among them ("
                            + sql.label
                            + "), and no worker can be killed between them: send them one by one");
        }
    }

    private static boolean commitsInPieces(Sql sql, Session session) throws SQLException {
        return sql.only() == null
                && session.dialect().sql().commitsEachOfSeveral()
                && session.commitsEachStatement()
                && sql.phrases.stream()
                                .filter(phrase -> Phrase.DML.contains(phrase.verb) || phrase.verb.equals("CALL"))
                                .count()
                        > 1;
    }

    private static void tell(Beyond beyond, Session session) throws SQLException {
        if (beyond.isRemark()) {
            session.context().gate().note(beyond.sentence());
        } else if (beyond.kind() != Beyond.Kind.PIECES || session.commitsEachStatement()) {
            session.context().gate().doubt(beyond.sentence());
        }
    }

    /** MariaDB: what no statement names any more. */
    static void leaves(TapContext context, String database) {
        String watched = context.catalog().schema();
        if (!database.equalsIgnoreCase(watched)) {
            context.gate()
                    .doubt("the job goes to another database of the server (" + database + "), and only " + watched
                            + " is watched: give the job a watched Database of its own for it");
        }
    }

    static void unwrapped(TapContext context, Class<?> type) {
        context.gate()
                .doubt("the job unwrapped " + type.getName()
                        + ", and its calls there pass no tap: use java.sql alone in the code under test");
    }

    static void untapped(TapContext context, String method) {
        context.gate().doubt(new Beyond(Beyond.Kind.LARGE_OBJECT, method).sentence());
    }
}
