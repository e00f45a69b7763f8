package io.runstwice.jdbc;

import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** In the process of a delivery a database has connections of its own, so that they die with it. */
final class DatabaseStub implements Stub.Maker {

    private static final int FIXED = 6;

    /**
     * What the process has to know.
     *
     * @param wire connected: it knows the catalog
     */
    static Stub of(Login login, Wire wire) throws SQLException {
        List<String> words = new ArrayList<>(List.of(
                login.url(),
                login.user(),
                login.password(),
                DriverManager.getDriver(login.url()).getClass().getName(),
                String.valueOf(wire.isLimited()),
                String.valueOf(wire.choosesVictims())));
        words.addAll(CatalogWords.of(wire.catalog()));
        return new Stub(DatabaseStub.class, words);
    }

    @Override
    public Resource make(Line line, List<String> words) throws Exception {
        Login login = new Login(words.get(0), words.get(1), words.get(2));
        UrlSource source = new UrlSource(login, UrlSource.driver(words.get(3)));
        Database database = Database.abroad(source, line, CatalogWords.read(words.subList(FIXED, words.size())));
        database.waits(Boolean.parseBoolean(words.get(4)), Boolean.parseBoolean(words.get(5)));
        return database;
    }
}
