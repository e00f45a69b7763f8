package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.Replacement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Triggers of H2 cannot be switched off, only dropped and made again. */
final class H2Triggers {

    private H2Triggers() {}

    /** The statements that make the triggers of these tables. */
    static List<String> of(Connection connection, Collection<Replacement> replacements) throws SQLException {
        if (replacements.stream()
                .noneMatch(replacement -> replacement.relation().triggered())) {
            return List.of();
        }
        return H2Script.of(connection).stream()
                .filter(line -> line.matches("(?s)CREATE (FORCE )?TRIGGER .*"))
                .toList();
    }

    /** {@code CREATE FORCE TRIGGER "S"."T" …} is about "S"."T". */
    static String name(String create) {
        return create.replaceFirst("(?s)CREATE (FORCE )?TRIGGER (IF NOT EXISTS )?", "")
                .replaceFirst("(?s) (BEFORE|AFTER|INSTEAD) .*", "");
    }
}
