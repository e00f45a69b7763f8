package io.runstwice.jdbc.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which tables {@code LOCK TABLE a, only b IN … MODE} names. */
public final class Locked {

    private static final Set<String> PASSED = Set.of("TABLE", "ONLY");

    private final Set<Name> names = new LinkedHashSet<>();
    private final List<Token> name = new ArrayList<>();

    public Locked(Phrase phrase) {
        for (int i = phrase.verbAt + 1; i < phrase.tokens.size(); i++) {
            Token token = phrase.tokens.get(i);
            if (token.is("IN") || token.is("NOWAIT")) {
                break;
            }
            if (token.is(",")) {
                end();
            } else if (token.isName() && !token.isAny(PASSED)) {
                name.add(token);
            }
        }
        end();
    }

    private void end() {
        if (!name.isEmpty()) {
            names.add(Name.of(name));
            name.clear();
        }
    }

    /** None if it is not plain to see. */
    public Set<Name> names() {
        return names;
    }
}
