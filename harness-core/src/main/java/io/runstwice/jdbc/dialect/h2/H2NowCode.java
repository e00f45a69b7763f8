package io.runstwice.jdbc.dialect.h2;

/** Where H2 keeps code that may ask for now. Code in Java shows nothing. */
final class H2NowCode {

    static final String ALL = """
            select 'DEFAULT', table_name, column_name, column_default from information_schema.columns
                where column_default is not null and table_schema <> 'INFORMATION_SCHEMA'
            union all select 'DEFAULT', c.table_name, c.column_name, d.domain_default from information_schema.columns c
                join information_schema.domains d on d.domain_schema = c.domain_schema and d.domain_name = c.domain_name
                where c.column_default is null and d.domain_default is not null
            union all select 'GENERATED', table_name, column_name, generation_expression from information_schema.columns
                where generation_expression is not null
            union all select 'GENERATED', table_name, column_name, column_on_update from information_schema.columns
                where column_on_update is not null
            union all select 'CHECK', t.table_name, '', c.check_clause from information_schema.check_constraints c
                join information_schema.table_constraints t on t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name
            union all select 'VIEW', table_name, '', view_definition from information_schema.views
                where view_definition is not null and table_schema <> 'INFORMATION_SCHEMA'""";

    private H2NowCode() {}
}
