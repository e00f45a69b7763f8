package io.runstwice.jdbc;

import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.CatalogWords;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.Login;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a database for the process of a delivery. It crosses as words, since a
 * {@link io.runstwice.world.Stub} carries nothing else.
 *
 * @param driver the class of its driver
 * @param limited whether time-outs are set at the source of sessions
 * @param choosesVictims whether the harness may choose the session that a deadlock refuses
 * @param catalog what the test has read of its schema
 */
record DatabaseDescription(Login login, String driver, boolean limited, boolean choosesVictims, Catalog catalog) {

    private static final int BEFORE_THE_CATALOG = 6;

    /** @param context connected: it knows the catalog */
    static DatabaseDescription of(Login login, TapContext context) throws SQLException {
        String driver = DriverManager.getDriver(login.url()).getClass().getName();
        return new DatabaseDescription(
                login,
                driver,
                context.waitRules().limited(),
                context.waitRules().choosesVictims(),
                context.catalog());
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of(
                login.url(),
                login.user(),
                login.password(),
                driver,
                String.valueOf(limited),
                String.valueOf(choosesVictims)));
        words.addAll(CatalogWords.of(catalog));
        return words;
    }

    /** The description that these words give. */
    static DatabaseDescription of(List<String> words) {
        return new DatabaseDescription(
                new Login(words.get(0), words.get(1), words.get(2)),
                words.get(3),
                Boolean.parseBoolean(words.get(4)),
                Boolean.parseBoolean(words.get(5)),
                CatalogWords.read(words.subList(BEFORE_THE_CATALOG, words.size())));
    }
}
