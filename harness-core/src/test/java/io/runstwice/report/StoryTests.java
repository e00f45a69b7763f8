package io.runstwice.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Job;
import io.runstwice.RunsTwice;
import io.runstwice.Verdict;
import io.runstwice.effect.Effects;
import io.runstwice.jdbc.Database;
import io.runstwice.run.Notebook;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Resource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class StoryTests {

    private final Notebook notebook = new Notebook();

    private static Verdict explore(Job job, Resource... resources) {
        return RunsTwice.job("TestJob", job).watching(resources).explore();
    }

    private String replay(Job job, String schedule) {
        return RunsTwice.job("TestJob", job)
                .watching(notebook)
                .replay(Schedule.parse(schedule))
                .explore()
                .toString();
    }

    @Test
    void doubleEffect_showsTheExpectedRowsFirstAndTheSurplusOne() {
        String story = explore(delivery -> notebook.write("a"), notebook).toString();

        assertThat(story).startsWith("TestJob is not safe to run twice: double effect\n");
        assertThat(Told.values(story, "expected")).containsExactly("notebook lines   1 row");
        assertThat(Told.values(story, "but was")).containsExactly("notebook lines   2 rows   + {text: a}");
        assertThat(story.indexOf("expected")).isLessThan(story.indexOf("but was"));
        assertThat(Told.values(story, "cause")).first().asString().startsWith("D1 and D2 each added to notebook lines");
        assertThat(Told.values(story, "replay")).containsExactly("@Replay(\"D1 acknowledgement lost; D2\")");
        assertThat(Told.trace(story)).contains("D1  ✗ acknowledgement lost: the queue never heard of it");
    }

    @Test
    void changedNumber_wasChangedOnceByEachDelivery() throws Exception {
        JdbcDataSource data = new JdbcDataSource();
        data.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        execute(data, "create table accounts(id int primary key, cents int); insert into accounts values (1, 0)");
        Database db = Database.watching(data);

        String story = explore(
                        delivery -> execute(db.dataSource(), "update accounts set cents = cents + 500 where id = 1"),
                        db)
                .toString();

        assertThat(Told.values(story, "expected")).containsExactly("db accounts   {id: 1, cents: 500}");
        assertThat(Told.values(story, "but was")).containsExactly("db accounts   {id: 1, cents: 1000}");
        assertThat(Told.values(story, "cause"))
                .singleElement()
                .asString()
                .startsWith("D1 and D2 each changed db accounts (UPDATE accounts): the change builds on what is there");
    }

    private static void execute(DataSource on, String sql) throws Exception {
        try (Connection connection = on.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void lostEffect_showsTheMissingRow() {
        String story = explore(
                        delivery -> {
                            if (!notebook.has("a")) {
                                notebook.write("a");
                                notebook.write("b");
                            }
                        },
                        notebook)
                .toString();

        assertThat(story).startsWith("TestJob is not safe to run twice: lost effect\n");
        assertThat(Told.values(story, "expected")).containsExactly("notebook lines   2 rows");
        assertThat(Told.values(story, "but was")).containsExactly("notebook lines   1 row   - {text: b}");
        assertThat(Told.values(story, "cause")).first().asString().contains("take the work for done");
    }

    @Test
    void stuck_countsOnlyTheDeliveriesThatGaveTheMessageBack() {
        String story = replay(
                delivery -> {
                    if (notebook.has("lock")) {
                        throw new IllegalStateException("locked");
                    }
                    notebook.write("lock");
                    notebook.write("a");
                },
                "D1 crash after notebook write lock #1; D2");

        long gaveBack = Told.trace(story).stream()
                .filter(line -> line.contains("gave the message back"))
                .count();
        assertThat(Told.trace(story)).contains("D1  ✗ worker killed before it saw the reply");
        assertThat(gaveBack).isGreaterThan(1);
        assertThat(Told.values(story, "expected"))
                .first()
                .isEqualTo("acknowledged at the latest 1 h after the last fault");
        assertThat(Told.values(story, "but was"))
                .first()
                .isEqualTo("given back by " + gaveBack + " deliveries, and never settled");
        assertThat(Told.values(story, "cause"))
                .containsExactly("what D1 left behind (notebook write lock) makes every later delivery refuse: locked");
    }

    @Test
    void receiverWithoutKeysThatMustActOnce_isBeyondTheHelpOfCode() {
        Effects mails = Effects.unkeyed();

        assertThat(explore(delivery -> mails.perform("mail", "welcome"), mails).toString())
                .contains("no code can make a receiver without keys exactly once");
    }

    @Test
    void receiverWithoutKeysThatMayLose_canBeHelpedByCode() {
        Effects mails = Effects.unkeyed().atMostOnce();

        assertThat(explore(delivery -> mails.perform("mail", "welcome"), mails).toString())
                .contains("double effect")
                .doesNotContain("no code can");
    }

    @Test
    void mailThatIsLost_canBeHelpedByCode() {
        for (Effects mails : new Effects[] {Effects.unkeyed(), Effects.unkeyed().atLeastOnce()}) {
            assertThat(explore(
                                    delivery -> {
                                        if (!notebook.has("sent")) {
                                            notebook.write("sent");
                                            mails.perform("mail", "welcome");
                                        }
                                    },
                                    notebook,
                                    mails)
                            .toString())
                    .contains("lost effect")
                    .doesNotContain("no code can");
        }
    }

    @Test
    void doubleElsewhere_saysNothingOfAReceiverWithoutKeys() {
        Effects mails = Effects.unkeyed().atLeastOnce();

        assertThat(explore(
                                delivery -> {
                                    notebook.write("a");
                                    mails.perform("mail", "welcome");
                                },
                                notebook,
                                mails)
                        .toString())
                .contains("double effect")
                .doesNotContain("no code can");
    }
}
