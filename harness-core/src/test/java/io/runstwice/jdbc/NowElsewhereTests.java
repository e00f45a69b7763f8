package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.fixture.H2;
import io.runstwice.jdbc.dialect.SchemaReader;
import io.runstwice.jdbc.remote.SessionNotice;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Schema;
import io.runstwice.jdbc.session.TapContext;
import io.runstwice.jdbc.source.HarnessSession;
import io.runstwice.jdbc.source.LazyDataSource;
import io.runstwice.jdbc.sql.NowCode;
import io.runstwice.jdbc.state.HiddenNow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time passes while the process of a delivery has a transaction open, whose now() the harness cannot move back. */
class NowElsewhereTests {

    private final ScriptedGate gate = new ScriptedGate();
    private final ScriptedGate.Hand worker = new ScriptedGate.Hand("D1");
    private TapContext context;
    private HarnessSession harness;

    @BeforeEach
    void begin() throws SQLException {
        DataSource database = H2.database(
                "elsewhere",
                List.of(
                        "create table if not exists plain (id int generated always as identity)",
                        "create table if not exists dated (id int, at timestamp default current_timestamp)"));
        LazyDataSource source = new LazyDataSource(() -> database);
        context = new TapContext(source);
        harness = new HarnessSession(source);
        begin("PLAIN");
    }

    private void begin(String table) throws SQLException {
        context.connect(gate, Schema.EMPTY, null, null, code(table));
        context.far().asked(worker, new SessionNotice.Runs(7, false, false, "select 1"));
        context.pasts().passes(Duration.ofHours(1), harness);
    }

    /** The code of this table that may ask for now. */
    private HiddenNow code(String table) throws SQLException {
        return harness.with(connection -> {
            SchemaReader schema = context.source().dialect(connection).schema();
            Catalog catalog = schema.catalog(connection, other -> false);
            List<NowCode> code = schema.nowCode(connection).stream()
                    .filter(one -> one.owner().equalsIgnoreCase(table))
                    .toList();
            return HiddenNow.of(code, catalog, relation -> schema.rigid(connection, relation));
        });
    }

    @Test
    void schemaThatAsksForNow_isMentioned() throws SQLException {
        begin("DATED");
        context.pasts().runEnds();

        assertThat(gate.notes).singleElement().asString().contains("now() was not moved back");
    }

    @Test
    void transactionThatNeverAsksForNow_isNotMentioned() {
        context.pasts().runEnds();

        assertThat(gate.notes).isEmpty();
    }

    @Test
    void transactionThatAsksForNowLater_isMentioned() {
        context.far().asked(worker, new SessionNotice.ReadsNow("insert into charges values (now())"));
        context.pasts().runEnds();

        assertThat(gate.notes).singleElement().asString().contains("now() was not moved back");
    }

    @Test
    void nextExploration_beginsWithoutIt() throws SQLException {
        context.connect(gate, Schema.EMPTY, null, null, HiddenNow.NONE);
        context.far().asked(worker, new SessionNotice.ReadsNow("select now()"));
        context.pasts().runEnds();

        assertThat(gate.notes).isEmpty();
    }

    @Test
    void whatAnotherProcessAsksFor_isKnownHere() {
        context.far().asked(worker, new SessionNotice.ReadsNow("select now()"));

        assertThat(context.use().readsNow()).isTrue();
    }
}
