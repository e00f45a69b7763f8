package io.runstwice.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret reaches its column through rows that a statement names otherwise, or a setting by a name that is a value.
 */
class SecretRowsTests {

    private static final List<String> COLUMNS = List.of("id", "password", "name");

    private static String shown(String sql) {
        return Detail.of(Sql.of(sql).phrases, Collections.nCopies(3, "{hunter2}"), table -> COLUMNS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into users(id, password) select a, b from unnest(?, ?) as t(a, b)",
                "insert into users(id, password) select * from unnest(array[1], array['hunter2'])",
                "insert into users select * from (values (1, 'hunter2', 'bob')) v",
                "insert into users(id, password) select a, b from (values (1, 'x'), (2, 'hunter2')) v(a, b)",
                "merge into users u using (values (?, ?)) v(a, b) on u.id = v.a when not matched then insert (id, password) values (v.a, v.b)",
                "merge into users using (select 1 as a, 'hunter2' as b) v on users.id = v.a when matched then update set password = v.b",
                "with v(a, b) as (values (1, 'hunter2')) insert into users(id, password) select a, b from v",
                "with n as (insert into users(id, password) values (1, 'hunter2') returning id) select * from n",
                "update users set password = v.b from (values (1, 'hunter2')) v(a, b) where users.id = v.a",
                "insert into users(id, password) select * from jsonb_to_recordset(?) as t(a int, b text)",
                "select set_config(concat('app.', 'key'), 'hunter2', false)",
                "select set_config($1, 'hunter2', false)",
                "set app.api_key = 'hunter2'",
                "update settings set value = 'hunter2' where name = 'api_key'",
                "update settings set value = ? where name = 'smtp_password'",
            })
    void secretThatGoesAnotherWay_isMasked(String sql) {
        assertThat(shown(sql)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into users(id, name) select a, b from unnest(array[1], array['ann']) t(a, b)",
                "insert into users(id, name) select a, b from (values (1, 'ann')) v(a, b)",
                "insert into users(id, password) select id, ? from people where name = 'ann'",
                "select set_config('app.user', 'ann', true)",
                "update settings set value = 'ann' where name = 'owner'",
            })
    void whatIsNone_stays(String sql) {
        assertThat(shown(sql)).contains("'ann'");
    }
}
