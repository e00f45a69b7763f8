package io.runstwice.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.effect.Effects;
import io.runstwice.junit.Watched.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Contracts that an annotation declares. */
class ContractTests {

    @Test
    void contractOfTheAnnotation_isWhatTheJobIsJudgedBy() {
        assertThat(TestKit.run(CarefulTestCases.class).failures()).isEmpty();
        assertThat(TestKit.run(WithoutAContractTestCases.class).failures()).isNotEmpty();
    }

    @Test
    void recordWithoutAContract_isAConfigurationError() {
        assertThat(TestKit.run(RecordOnlyTestCases.class).failures().values())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContaining("`of` and `recordedIn` of `@Watched` say more of a contract"));
    }

    /** Looks, mails, notes. */
    private static void mail(Effects mailer, Effects notes) {
        if (notes.recorded("sent").isEmpty()) {
            mailer.perform("mail", "to ann");
            notes.perform("sent", "mail", "to ann");
        }
    }

    static class CarefulTestCases {

        @Watched(contract = Contract.DOUBLED_ONLY_BY_FAULTS, of = "mail", recordedIn = "notes/sent")
        static final Effects mailer = Effects.unkeyed();

        @Watched
        static final Effects notes = Effects.keyed();

        @RunsTwiceSafely(copies = 1, preemptions = 0)
        void mails() {
            mail(mailer, notes);
        }
    }

    static class WithoutAContractTestCases {

        @Watched
        static final Effects mailer = Effects.unkeyed();

        @Watched
        static final Effects notes = Effects.keyed();

        @RunsTwiceSafely(copies = 1, preemptions = 0)
        void mails() {
            mail(mailer, notes);
        }
    }

    static class RecordOnlyTestCases {

        @Watched(recordedIn = "notes")
        static final Effects mailer = Effects.unkeyed();

        @Watched
        static final Effects notes = Effects.keyed();

        @RunsTwiceSafely
        void mails() {
            mail(mailer, notes);
        }
    }
}
