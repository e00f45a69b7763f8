package io.runstwice.examples.i16unlockedmail;

import io.runstwice.effect.Effects;
import io.runstwice.examples.support.Resources;
import io.runstwice.examples.support.Scenario;
import io.runstwice.examples.support.Scenarios;
import io.runstwice.examples.support.TestPostgres;
import io.runstwice.jdbc.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One mail is to be sent. */
public final class MailScenarios implements Scenarios {

    private final Database db = TestPostgres.watched(MailScenarios.class);

    Scenario broken() {
        Effects mail = mail(Effects::unkeyed);
        return scenario("BrokenMailJob", mail, new BrokenMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    /** The receiver takes keys. */
    Scenario fixed() {
        Effects mail = mail(Effects::keyed);
        Mailer keyed = (key, address) -> mail.perform("mail", key, address);
        return scenario("FixedMailJob", mail, new FixedMailJob(db.dataSource(), keyed)::perform);
    }

    /** The receiver takes no keys, and the test says what can be promised. */
    Scenario fixedAtLeastOnce() {
        Effects mail = mail(() -> Effects.unkeyed().atLeastOnce());
        return scenario("FixedMailJob", mail, new FixedMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    /** The receiver takes no keys, and only a fault may double a mail: that is what the claim is for. */
    Scenario fixedDoubledOnlyByFaults() {
        Effects mail = mail(MailScenarios::doubledOnlyByFaults);
        return scenario("FixedMailJob", mail, new FixedMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    /** The same promise, which the job without a claim does not keep. */
    public Scenario brokenDoubledOnlyByFaults() {
        Effects mail = mail(MailScenarios::doubledOnlyByFaults);
        return scenario("BrokenMailJob", mail, new BrokenMailJob(db.dataSource(), unkeyed(mail))::perform);
    }

    private static Effects doubledOnlyByFaults() {
        // region the promise of a careful job
        return Effects.unkeyed().doubledOnlyByFaults().recordedIn("mails");
        // endregion
    }

    @Override
    public List<Scenario> all() {
        return List.of(broken(), fixed(), fixedDoubledOnlyByFaults());
    }

    private void given() {
        db.execute("INSERT INTO mails (id, address) VALUES (7, 'ann@example.org')");
    }

    private static Effects mail(Supplier<Effects> made) {
        return Resources.named("mail", Effects.class, made);
    }

    private static Mailer unkeyed(Effects mail) {
        return (key, address) -> mail.perform("mail", address);
    }

    private Scenario scenario(String name, Effects mail, OneMail job) {
        return new Scenario(name, delivery -> job.perform(7), this::given, Map.of("db", db, "mail", mail));
    }

    private interface OneMail {
        void perform(long mailId) throws Exception;
    }
}
