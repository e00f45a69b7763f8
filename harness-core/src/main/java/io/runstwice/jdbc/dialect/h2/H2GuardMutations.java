package io.runstwice.jdbc.dialect.h2;

import io.runstwice.jdbc.dialect.GuardMutations;
import io.runstwice.jdbc.dialect.OwnTransaction;
import io.runstwice.jdbc.dialect.Queries;
import io.runstwice.jdbc.schema.Relation;
import io.runstwice.jdbc.schema.Unique;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.jdbc.sql.Tokenizer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ways to take guards away on H2. */
final class H2GuardMutations implements GuardMutations {

    @Override
    public List<Unique> uniques(Connection connection) throws SQLException {
        List<Unique> found = new ArrayList<>();
        H2Script.of(connection).forEach(create -> add(create, found));
        return found;
    }

    private static void add(String create, List<Unique> found) {
        List<Token> tokens = Tokenizer.tokens(create);
        List<Token> names = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.QUOTED)
                .toList();
        Phrase phrase = tokens.isEmpty() ? null : new Phrase(tokens);
        if (phrase != null && phrase.has("CREATE", "UNIQUE")) {
            found.add(unique(names.get(2), names.get(3), names.get(1), "drop index " + quoted(names, 0), create));
        } else if (phrase != null && phrase.has("ADD", "CONSTRAINT") && isUnique(tokens, names)) {
            String drop = "alter table " + quoted(names, 0) + " drop constraint " + quoted(names, 2);
            found.add(unique(names.get(0), names.get(1), names.get(3), drop, create));
        }
    }

    /** What comes after the name of the constraint. */
    private static boolean isUnique(List<Token> tokens, List<Token> names) {
        Token kind = tokens.get(tokens.indexOf(names.get(3)) + 1);
        return kind.is("UNIQUE") || kind.is("PRIMARY");
    }

    private static Unique unique(Token schema, Token table, Token name, String drop, String create) {
        return new Unique(schema.text(), table.text(), name.text(), drop, create);
    }

    private static String quoted(List<Token> names, int at) {
        return Relation.quote(names.get(at).text()) + "."
                + Relation.quote(names.get(at + 1).text());
    }

    @Override
    public int hide(Connection connection, Relation table, List<@Nullable Object[]> rows) throws SQLException {
        Queries.run(connection, "set referential_integrity false");
        try {
            return OwnTransaction.committed(connection, () -> {
                int gone = 0;
                for (@Nullable Object[] row : rows) {
                    gone += hide(connection, table, row);
                }
                return gone;
            });
        } finally {
            Queries.run(connection, "set referential_integrity true");
        }
    }

    private static int hide(Connection connection, Relation table, @Nullable Object[] row) throws SQLException {
        String one = " from " + table.quoted() + " where "
                + IntStream.of(table.key())
                        .mapToObj(i -> Relation.quote(table.fields().get(i).name()) + " = ?")
                        .collect(Collectors.joining(" and "));
        try (PreparedStatement free = connection.prepareStatement("select 1" + one + " for update skip locked");
                PreparedStatement delete = connection.prepareStatement("delete" + one)) {
            int[] key = table.key();
            for (int i = 0; i < key.length; i++) {
                free.setObject(i + 1, row[key[i]]);
                delete.setObject(i + 1, row[key[i]]);
            }
            try (ResultSet mine = free.executeQuery()) {
                return mine.next() ? delete.executeUpdate() : 0;
            }
        }
    }
}
