package io.runstwice.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Rows that policies hide from the harness would be neither compared nor put back: it says so before it changes
 * anything.
 */
class HiddenRowsTests {

    private final PGSimpleDataSource source = Servers.postgres();
    private final String user = "u" + source.getDatabaseName();

    @BeforeEach
    void openToAUserWhoIsNoSuperuser() {
        Servers.run(
                source,
                "create role " + user + " login",
                "grant set on parameter session_replication_role to " + user,
                "grant create on schema public to " + user,
                "create table plain (id int primary key)",
                "create table secrets (id int primary key, owner text)",
                "grant all on all tables in schema public to " + user);
    }

    @AfterEach
    void dropTheUser() {
        Servers.run(source, "drop owned by " + user, "drop role " + user);
    }

    private void open(Database database) {
        database.open("db", Gate.open());
        database.close();
    }

    private Database asUser() {
        PGSimpleDataSource theirs = new PGSimpleDataSource();
        theirs.setUrl(source.getUrl());
        theirs.setUser(user);
        return Database.watching(theirs);
    }

    private void police() {
        Servers.run(
                source,
                "alter table secrets enable row level security",
                "create policy own on secrets using (owner = current_user) with check (true)");
    }

    @Test
    void withoutPolicies_opens() {
        open(asUser());
    }

    @Test
    void policyForTheHarness_isRefused_withTheWayOut() {
        police();

        assertThatThrownBy(() -> open(asUser()))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("row-level security of secrets")
                .hasMessageContaining(user)
                .hasMessageContaining("bypassrls")
                .hasMessageContaining("Database.ignoring(\"secrets\")");
    }

    @Test
    void superuser_seesEverything() {
        police();

        open(Database.watching(source));
    }

    @Test
    void bypassrls_seesEverything() {
        police();
        Servers.run(source, "alter role " + user + " bypassrls");

        open(asUser());
    }

    @Test
    void tableThatIsLeftOut_doesNotMatter() {
        police();

        open(asUser().ignoring("secrets"));
    }

    @Test
    void ownTable_isSeen_unlessItSaysForce() throws SQLException {
        PGSimpleDataSource theirs = new PGSimpleDataSource();
        theirs.setUrl(source.getUrl());
        theirs.setUser(user);
        try (Connection connection = theirs.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table mine (id int primary key)");
            statement.execute("alter table mine enable row level security");
            open(asUser());

            statement.execute("alter table mine force row level security");
        }

        assertThatThrownBy(() -> open(asUser())).hasMessageContaining("row-level security of mine");
    }
}
