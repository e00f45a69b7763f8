package io.runstwice.examples.i03listmail;

import io.runstwice.effect.Effects;
import io.runstwice.examples.support.Resources;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One mail to a list of two waits in the mailbox. */
public final class ListMailScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(ListMailScenarios.class);

    Scenario broken() {
        Effects mail = mail(Effects::unkeyed);
        return scenario("BrokenListMailJob", mail, new BrokenListMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    /** The receiver takes keys. */
    Scenario fixed() {
        Effects mail = mail(Effects::keyed);
        // region effects
        FixedListMailJob.KeyedMailer mailer = (key, address, body) -> mail.perform("mail", key, address + ": " + body);
        // endregion
        return scenario("FixedListMailJob", mail, new FixedListMailJob(db.dataSource(), mailer)::perform);
    }

    /** The receiver takes no keys, and exactly once is asked all the same. */
    Scenario notingExactlyOnce() {
        return noting(mail(Effects::unkeyed));
    }

    /** The receiver takes no keys, and the test says what can be promised. */
    Scenario notingAtLeastOnce() {
        return noting(mail(() -> Effects.unkeyed().atLeastOnce()));
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed(), notingExactlyOnce(), notingAtLeastOnce());
    }

    private Scenario noting(Effects mail) {
        return scenario("NotingListMailJob", mail, new NotingListMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    private static Effects mail(Supplier<Effects> made) {
        return Resources.named("mail", Effects.class, made);
    }

    private static BrokenListMailJob.Mailer unkeyed(Effects mail) {
        return (address, body) -> mail.perform("mail", address + ": " + body);
    }

    private Scenario scenario(String name, Effects mail, OneMessage job) {
        return new Scenario(name, delivery -> job.perform(3), this::given, Map.of("db", db, "mail", mail));
    }

    private void given() {
        db.execute("INSERT INTO mailbox (id, body) VALUES (3, 'meeting at noon')");
        db.execute("INSERT INTO subscribers (address) VALUES ('ann@example.org'), ('bob@example.org')");
    }

    private interface OneMessage {
        void perform(long messageId) throws Exception;
    }
}
