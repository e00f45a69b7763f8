package io.runstwice.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.Verdict;
import io.runstwice.ids.PurchaseJob.Fault;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids within composite keys, join tables, collections, shared keys and documents, beside what Envers and optimistic
 * locking write: a right job is safe, and whatever goes wrong in one of them is found. It does not close, because
 * Envers writes milliseconds into a number.
 */
@Tag("hibernate")
@Tag("exhaustive")
class HibernateShapesTests {

    private static void judge(Server server, Fault fault) throws SQLException {
        Verdict verdict = new PurchaseJob(fault).on(server);

        if (fault == Fault.NONE) {
            assertThat(verdict.isSafe()).as(verdict.toString()).isTrue();
            assertThat(verdict.coverage().isComplete()).as(verdict.toString()).isTrue();
        } else {
            assertThat(verdict.isUnsafe()).as(verdict.toString()).isTrue();
        }
    }

    @Test
    void revisionsThatNothingElseShows_areADoubleEffect() throws SQLException {
        judge(Server.H2, Fault.AUDITS_AGAIN);
    }

    static Stream<Arguments> all() {
        return Stream.of(Server.values())
                .flatMap(server -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(server, fault)));
    }

    @Tag("proof")
    @ParameterizedTest
    @MethodSource("all")
    void everyJob_isJudgedRight(Server server, Fault fault) throws SQLException {
        judge(server, fault);
    }
}
