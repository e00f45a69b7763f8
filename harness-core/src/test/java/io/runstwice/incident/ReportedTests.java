package io.runstwice.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.explore.Trial;
import io.runstwice.judge.Difference;
import io.runstwice.judge.Violation;
import io.runstwice.judge.Violation.Kind;
import io.runstwice.run.Run;
import io.runstwice.schedule.Schedule;
import io.runstwice.world.Column;
import io.runstwice.world.Row;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A balance of 3000 where it should be 4000, and a second entry in the ledger, against what a report says of them. */
class ReportedTests {

    private static final List<Column> COLUMNS =
            List.of(Column.of("id", Column.Kind.VALUE), Column.of("balance", Column.Kind.VALUE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db accounts.balance: 3000 instead of 4000 | true",
                "accounts.BALANCE: 3000                    | true",
                "db accounts.balance: 2000 instead of 4000 | false",
                "db accounts.balance: 3000 instead of 5000 | false",
                "db accounts.id: 7                         | false",
                "db ledger.balance: 3000                   | false",
                "db ledger: 2 rows instead of 1            | true",
                "db accounts: 1 row                        | true",
                "db accounts: 2 rows                       | false",
                "lost effect on accounts                   | true",
                "double effect on accounts                 | false",
                "double effect on db                       | true",
                "double effect                             | true",
                "lost effect                               | false"
            })
    void reportedState_isThatOfTheRun_orNot(String seen, boolean shown) {
        IncidentReport report =
                IncidentReport.parse("INC-1.md", "## What happened\n- D1 died\n## What the customer saw\n- " + seen);
        Trial trial = new Trial(run(3000, 2), Optional.of(violation()));
        Reported reported = new Reported(report, run(4000, 1), List.of(trial));

        assertThat(reported.unclear()).isEmpty();
        assertThat(reported.isShownBy(trial)).isEqualTo(shown);
    }

    private static Violation violation() {
        Difference.Change change = new Difference.Change(Row.of(7, 4000), Row.of(7, 3000), List.of("balance"));
        return new Violation(
                Kind.DOUBLE_EFFECT,
                List.of(
                        difference("accounts", Kind.LOST_EFFECT, 1, List.of(change)),
                        difference("ledger", Kind.DOUBLE_EFFECT, 2, List.of())));
    }

    private static Difference difference(String table, Kind kind, int actual, List<Difference.Change> changed) {
        return new Difference("db", table, kind, COLUMNS, 1, actual, List.of(), List.of(), changed);
    }

    private static Run run(int balance, int entries) {
        Row entry = Row.of(1, 1000);
        State state = new State(List.of(
                new Table("db", "accounts", COLUMNS, List.of(Row.of(7, balance)), false),
                new Table("db", "ledger", COLUMNS, java.util.Collections.nCopies(entries, entry), false)));
        Run.Times times = new Run.Times(List.of(), Duration.ZERO, Duration.ZERO);
        return new Run(Schedule.once(), List.of(), true, state, times, Optional.empty(), List.of(), List.of());
    }
}
