package io.runstwice.jdbc;

import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.Login;
import io.runstwice.jdbc.source.UrlSource;
import io.runstwice.world.Line;
import io.runstwice.world.Resource;
import io.runstwice.world.Stub;
import java.sql.SQLException;
import java.util.List;

/** In the process of a delivery a database has connections of its own, so that they die with it. */
final class DatabaseStub implements Stub.Maker {

    /** @param context connected: it knows the catalog */
    static Stub of(Login login, TapContext context) throws SQLException {
        return new Stub(
                DatabaseStub.class, DatabaseDescription.of(login, context).words());
    }

    @Override
    public Resource make(Line line, List<String> words) throws Exception {
        DatabaseDescription known = DatabaseDescription.of(words);
        UrlSource source = new UrlSource(known.login(), UrlSource.driver(known.driver()));
        Database database = Database.abroad(source, line, known.catalog());
        database.waits(known.limited(), known.choosesVictims());
        return database;
    }
}
