package io.runstwice.jdbc.proxy;

import io.runstwice.jdbc.session.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The answers of a statement or result set whose session has ended below it. */
final class Stale {

    private Stale() {}

    static @Nullable Object answer(String method, Session session) throws SQLException {
        return switch (method) {
            case "close" -> null;
            case "isClosed" -> Boolean.TRUE;
            default -> throw session.refusal();
        };
    }
}
