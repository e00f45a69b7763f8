package io.runstwice.jdbc.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.Servers;
import io.runstwice.jdbc.schema.Catalog;
import io.runstwice.jdbc.schema.Rigid;
import io.runstwice.jdbc.sql.Now;
import io.runstwice.jdbc.sql.Sql;
import io.runstwice.jdbc.state.HiddenNow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that is open while time passes keeps its now, however that is spelt. */
class PostgreSqlNowTests {

    private static String told(String sql) {
        Now.Shift hourBehind = new Now.Shift(Duration.ofHours(1), Duration.ZERO, Duration.ZERO);
        return Now.told(sql, hourBehind, false, (expression, behind) -> "[" + expression + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '!',
            value = {
                "select now() ~ select [now()]",
                "select pg_catalog.now() ~ select [pg_catalog.now()]",
                "select {fn now()} ~ select [{fn now()}]",
                "select \"NOW\"() + x ~ select [\"NOW\"()] + x",
                "until > 'now'::timestamptz and x ~ until > ['now'::timestamptz] and x",
                "until > 'NOW'::timestamp(3) with time zone ~ until > ['NOW'::timestamp(3) with time zone]",
                "timestamptz 'now' - x ~ [timestamptz 'now'] - x",
                "timestamp with time zone 'now' ~ [timestamp with time zone 'now']",
                "cast('now' as timestamptz) ~ [cast('now' as timestamptz)]",
                "date 'now' ~ CAST([LOCALTIMESTAMP] AS DATE)",
                "'today'::date ~ CAST(date_trunc('day', [NOW()]) AS date)",
                "timestamptz 'tomorrow' ~ CAST(date_trunc('day', [NOW()]) + interval '1 day' AS timestamptz)",
            })
    void nowOfATransaction_isMovedBack(String sql, String told) {
        assertThat(told(sql)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values ('now')",
                "select 'now'::text, x.now, \"now\" from x",
                "select other.now()",
                "select timestamptz '2026-11-29'",
                "select cast('now' as text)",
                "select date from now",
            })
    void whatIsNoNow_stays(String sql) {
        assertThat(told(sql)).isEqualTo(sql);
    }

    @Test
    void whatHidesIt_isFollowedThroughViewsAndFunctions() throws Exception {
        var source = Servers.postgres();
        Servers.run(
                source,
                "create table t (until timestamptz)",
                "create function live(timestamptz) returns boolean language sql stable as 'select $1 > now()'",
                "create view live_t as select * from t where live(until)",
                "create view still_live as select * from live_t",
                "create function spelt() returns timestamptz language sql stable as $$ select 'now'::timestamptz $$",
                "create view plain as select * from t");
        try (var connection = source.getConnection()) {
            HiddenNow hidden = HiddenNow.of(PostgreSqlNowCode.of(connection), Catalog.EMPTY, any -> Rigid.NOT);
            for (String asking : List.of("live(now())", "live_t", "still_live", "spelt()")) {
                assertThat(hidden.standing(Sql.of("select * from " + asking)))
                        .as(asking)
                        .isNotNull();
            }
            assertThat(hidden.standing(Sql.of("insert into plain select * from t")))
                    .isNull();
        }
    }
}
