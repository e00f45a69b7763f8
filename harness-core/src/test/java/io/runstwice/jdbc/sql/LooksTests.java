package io.runstwice.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.runstwice.jdbc.sql.Looks.Look;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a statement compares with what, read from its words. */
class LooksTests {

    private static List<Look> at(String column, String sql) {
        return Looks.of(Sql.of(sql)).stream()
                .filter(look -> look.column().equals(column))
                .toList();
    }

    private static Look compared(String column, boolean now, Integer... parameters) {
        return new Look(column, now, Set.of(parameters), false);
    }

    @Test
    void conditions_areReadOneByOne() {
        String sql = "update lease set until = current_timestamp + interval '5' minute, at = ?"
                + " where id = ? and (until is null or until < now() - interval '1' hour) and at > ?";

        assertThat(at("until", sql)).contains(compared("until", true)).noneMatch(look -> !look.parameters()
                .isEmpty());
        assertThat(at("at", sql)).containsExactly(compared("at", false, 2));
    }

    @Test
    void argumentsOfAFunction_belongToOneCondition() {
        assertThat(at("until", "select 1 from lease where coalesce(until, ?) < now()"))
                .containsExactly(compared("until", true, 0));
    }

    @Test
    void whatIsAssigned_isNotLookedAt() {
        assertThat(at("until", "update lease set until = now() where id = 1")).isEmpty();
        assertThat(at("until", "insert into lease (id, until) values (1, now())"))
                .noneMatch(look -> look.atNow());
        assertThat(at("until", "update lease set until = until + interval '1 hour'"))
                .isNotEmpty();
    }

    @Test
    void whatAQueryLists_isHandedOut() {
        assertThat(at("until", "select id, until from lease"))
                .containsExactly(new Look("until", false, Set.of(), true));
        assertThat(at("*", "select * from lease where until < ?"))
                .containsExactly(new Look("*", false, Set.of(), true));
        assertThat(at("until", "insert into log select until from lease")).noneMatch(Look::handedOut);
        assertThat(at("until", "update lease set id = 2 returning until")).allMatch(Look::handedOut);
    }
}
