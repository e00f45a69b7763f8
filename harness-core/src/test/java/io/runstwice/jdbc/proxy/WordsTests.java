package io.runstwice.jdbc.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.sql.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells one row that a statement adds from another. */
class WordsTests {

    @Test
    void rowsOfOneStatement_areToldAsIfEachHadItsOwn() {
        assertThat(Words.of(Sql.of("insert into t (a, b) values (1, 'x'), (2, lower('y'))"), null))
                .containsExactly(
                        Words.of(Sql.of("insert into t (a, b) values (1, 'x')"), null)
                                .get(0),
                        Words.of(Sql.of("insert into t (a, b) values (2, lower('y'))"), null)
                                .get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t select a from (values (1), (2)) v(a)",
                "insert into t default values",
                "with v as (values (1), (2)) insert into t select * from v",
                "update t set a = 1",
                "select * from (values (1)) v",
                "values (1), (2)",
                "commit",
            })
    void whatListsNoRowsThatItAdds_isToldAsAWhole(String sql) {
        assertThat(Words.of(Sql.of(sql), null)).hasSize(1);
    }
}
