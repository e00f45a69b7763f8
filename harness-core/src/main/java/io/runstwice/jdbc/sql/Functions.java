package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The known functions, by their names. A function that is not listed may do anything. */
public final class Functions {

    private static final Set<String> PURE = words("""
            count sum min max avg coalesce nullif num_nulls num_nonnulls greatest least lower upper initcap length char_length character_length
            octet_length bit_length substring substr trim btrim ltrim rtrim lpad rpad replace translate concat concat_ws
            position strpos left right reverse repeat split_part overlay ascii chr md5 sha256 encode decode format quote_literal
            abs ceil ceiling floor round trunc truncate mod power sqrt exp ln log sign random rand pi div
            now clock_timestamp statement_timestamp transaction_timestamp timeofday current_timestamp localtimestamp
            current_date current_time localtime date_trunc date_part extract age make_interval make_date make_timestamp
            make_timestamptz to_char to_date to_timestamp to_number dateadd datediff timestampadd timestampdiff year month day
            hour minute second epoch cast convert exists array row array_agg string_agg listagg group_concat json_agg
            jsonb_agg json_object_agg jsonb_object_agg to_json to_jsonb row_to_json json_build_object jsonb_build_object
            json_build_array jsonb_build_array json_array_elements jsonb_array_elements json_array_elements_text
            jsonb_array_elements_text json_array_length jsonb_array_length json_each jsonb_each json_extract_path
            jsonb_extract_path json_extract_path_text jsonb_extract_path_text jsonb_set jsonb_typeof json_typeof
            json_object json_array json_value json_query json_exists array_length array_position array_remove array_append
            array_cat cardinality unnest generate_series row_number rank dense_rank percent_rank lag lead first_value
            last_value nth_value ntile bool_and bool_or every gen_random_uuid random_uuid uuid_generate_v4 uuid_generate_v1
            uuidv4 uuidv7 current_schema current_database current_user session_user user database version current_setting
            pg_backend_pid currval lastval pg_typeof hashtext isfinite ifnull nvl nvl2 casewhen regexp_replace
            regexp_matches regexp_match regexp_like starts_with to_hex session_id lock_timeout any_value mode
            percentile_cont percentile_disc stddev variance
            connection_id last_insert_id found_rows row_count uuid uuid_short unix_timestamp from_unixtime utc_timestamp
            utc_date utc_time curdate curtime sysdate date date_add date_sub adddate subdate date_format str_to_date
            to_days to_seconds time_to_sec sec_to_time microsecond weekday dayofweek dayofmonth dayofyear week quarter
            last_day timediff makedate maketime conv hex unhex bin oct sha sha1 sha2 crc32 instr locate lcase ucase mid
            space strcmp field find_in_set elt make_set json_unquote json_set json_contains json_length json_valid
            json_arrayagg json_objectagg is_used_lock is_free_lock""");

    /** The effects of these end with the transaction, or stay within the session. */
    private static final Set<String> INSIDE = words("""
            pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared
            pg_notify set_config pg_sleep sleep""");

    /** These leave something behind, but no row. */
    private static final Set<String> ROWLESS = words("""
            nextval setval pg_advisory_lock pg_advisory_lock_shared pg_try_advisory_lock pg_try_advisory_lock_shared
            get_lock release_lock
            release_all_locks pg_advisory_unlock pg_advisory_unlock_shared pg_advisory_unlock_all pg_cancel_backend pg_terminate_backend""");

    /** Advisory locks of MariaDB: taken, given back, looked at. */
    private static final Set<String> ADVISORY =
            words("get_lock release_lock release_all_locks is_used_lock is_free_lock");

    /** No functions, although a parenthesis follows. */
    private static final Set<String> KEYWORDS = words("""
            and or not in values as from join on where select using over any all some filter within by when then else case
            union except intersect set conflict key keys returning limit offset interval lateral only between like ilike
            cube rollup sets default materialized having returns table distinct is similar to check references primary
            unique insert update delete into do nothing recursive with fetch first next rows
            varchar char character varying numeric decimal timestamp timestamptz time bit varbit bpchar binary varbinary
            float double precision int integer bigint smallint nvarchar clob blob call fn d t ts ignore index force use match against unsigned signed separator regexp rlike xor partition
            duplicate""");

    private Functions() {}

    public static boolean isKeyword(String word) {
        return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether it surely changes nothing. */
    public static boolean isPure(String name) {
        return PURE.contains(name);
    }

    /** Whether its effects are surely undone when its transaction is rolled back, or seen by its session alone. */
    public static boolean isUndone(String name) {
        return isPure(name) || INSIDE.contains(name);
    }

    /** Whether it takes, gives back or looks at an advisory lock. */
    public static boolean isAdvisoryLock(String name) {
        return isRowless(name) && (name.contains("_advisory_") || ADVISORY.contains(name));
    }

    /** Whether it surely changes no row. */
    public static boolean isRowless(String name) {
        return isUndone(name) || ROWLESS.contains(name);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.trim().split("\\s+")));
    }
}
