package io.runstwice.jdbc.dialect.mariadb;

/** Where MariaDB keeps code that may ask for now. */
final class MariaDbNowCode {

    static final String ALL = """
            select 'DEFAULT', table_name, column_name, column_default from information_schema.columns
                where table_schema = database() and column_default is not null
            union all select 'GENERATED', table_name, column_name, generation_expression from information_schema.columns
                where table_schema = database() and generation_expression is not null
            union all select 'TRIGGER', event_object_table, '', action_statement from information_schema.triggers
                where event_object_schema = database()
            union all select 'CHECK', table_name, '', check_clause from information_schema.check_constraints
                where constraint_schema = database()
            union all select 'ROUTINE', routine_name, '', routine_definition from information_schema.routines
                where routine_schema = database() and routine_definition is not null
            union all select 'VIEW', table_name, '', view_definition from information_schema.views
                where table_schema = database()""";

    private MariaDbNowCode() {}
}
