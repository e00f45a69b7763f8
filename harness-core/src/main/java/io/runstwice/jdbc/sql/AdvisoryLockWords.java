package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts a function that does nothing in the place of those that take and give back PostgreSQL's advisory locks. It takes
 * any arguments, and returns true: every attempt gets the lock.
 */
public final class AdvisoryLockWords {

    private static final Set<String> LOCKING = Set.of(
            "pg_advisory_lock",
            "pg_advisory_lock_shared",
            "pg_advisory_xact_lock",
            "pg_advisory_xact_lock_shared",
            "pg_try_advisory_lock",
            "pg_try_advisory_lock_shared",
            "pg_try_advisory_xact_lock",
            "pg_try_advisory_xact_lock_shared",
            "pg_advisory_unlock",
            "pg_advisory_unlock_shared");

    private AdvisoryLockWords() {}

    public static String without(String sql) {
        List<Token> tokens = Tokenizer.tokens(sql);
        StringBuilder changed = new StringBuilder(sql);
        for (int at = tokens.size() - 2; at >= 0; at--) {
            if (isLocking(tokens, at)) {
                int closing = closing(tokens, at + 1);
                changed.insert(tokens.get(closing).to(), ')');
                changed.replace(beginning(tokens, at), tokens.get(at).to(), "(0 <= num_nulls");
            }
        }
        return changed.toString();
    }

    private static boolean isLocking(List<Token> tokens, int at) {
        return tokens.get(at).isName()
                && LOCKING.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))
                && tokens.get(at + 1).is("(");
    }

    /** With the schema, if there is one. */
    private static int beginning(List<Token> tokens, int at) {
        boolean qualified = at > 1 && tokens.get(at - 1).is(".");
        return tokens.get(qualified ? at - 2 : at).from();
    }

    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += Scan.depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }
}
