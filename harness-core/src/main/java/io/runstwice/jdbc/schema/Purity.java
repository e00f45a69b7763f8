package io.runstwice.jdbc.schema;

import io.runstwice.jdbc.sql.Functions;
import io.runstwice.jdbc.sql.Phrase;
import io.runstwice.jdbc.sql.Scan;
import io.runstwice.jdbc.sql.Token;
import io.runstwice.jdbc.sql.Tokenizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The possible effects of functions, operators and casts. The server's catalog tells those of its own ones. The bodies
 * tell those of a user's, whose names and declarations do not count. If one name can mean several, the worst of them
 * counts.
 *
 * <p>Thread-safe.
 */
public final class Purity {

    /** Words that a harmless routine of a user does not contain. */
    private static final Set<String> ACTING =
            Set.of(("INSERT UPDATE DELETE MERGE TRUNCATE COPY EXECUTE CALL CREATE ALTER DROP GRANT REVOKE"
                            + " NOTIFY LISTEN UNLISTEN LOCK COMMIT ROLLBACK DO FROM JOIN TABLE FETCH OPEN PREPARE HANDLER REFRESH RESET LOAD")
                    .split(" "));

    /** No functions, although a parenthesis follows. */
    private static final Set<String> CONTROL =
            Set.of("if", "elsif", "elseif", "return", "while", "raise", "declare", "begin");

    private static final int KEPT = 2_000;

    private final UnwatchedObjects known;
    private final Map<String, Set<Routine>> byName = new HashMap<>();
    private final Set<String> likeKeywords = new HashSet<>();
    private final Map<String, Boolean> harmless = new ConcurrentHashMap<>();
    private final Map<Phrase, Boolean> acting = new ConcurrentHashMap<>();

    public Purity(UnwatchedObjects known) {
        this.known = known;
        for (Routine routine : known.routines()) {
            byName.computeIfAbsent(routine.name().toLowerCase(java.util.Locale.ROOT), name -> new HashSet<>())
                    .add(routine);
            byName.computeIfAbsent(routine.qualified(), name -> new HashSet<>()).add(routine);
            if (Functions.isKeyword(routine.name())) {
                likeKeywords.add(routine.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }

    /** The routines of the user that a name may mean. */
    Set<Routine> meant(String function) {
        return byName.getOrDefault(function, Set.of());
    }

    public boolean isPure(Phrase phrase) {
        return phrase.functions.stream().allMatch(this::isPure) && !actsUnseen(phrase);
    }

    /** Whether the effects of its calls are undone with its transaction, or seen by its session alone. */
    boolean isUndone(Phrase phrase) {
        return phrase.functions.stream().allMatch(this::isUndone) && !actsUnseen(phrase);
    }

    /** Whether its calls surely change no row. */
    boolean isRowless(Phrase phrase) {
        return phrase.functions.stream()
                        .allMatch(name -> isPure(name) || (isServers(name) && Functions.isRowless(name)))
                && !actsUnseen(phrase);
    }

    /**
     * A routine of the user that is called by name counts as one that may act; its name and declaration do not count.
     */
    public boolean isPure(String function) {
        return isServers(function)
                && (Functions.isPure(function)
                        || known.builtIn().contains(function)
                        || known.readers().contains(function));
    }

    boolean isUndone(String function) {
        return isPure(function) || (isServers(function) && Functions.isUndone(function));
    }

    /** Whether it may look at tables that the statement does not name. */
    boolean mayRead(String function) {
        return isServers(function) && known.readers().contains(function);
    }

    /** Whether no routine of the user can be meant. */
    private boolean isServers(String function) {
        return meant(function).isEmpty();
    }

    /** Whether it acts by an operator, a cast, or a routine that looks like a column or a keyword. */
    boolean actsUnseen(Phrase phrase) {
        if (known.implicit().isEmpty() && known.attributes().isEmpty() && likeKeywords.isEmpty()) {
            return false;
        }
        Boolean found = acting.get(phrase);
        if (found == null) {
            found = unseen(phrase.tokens).stream().anyMatch(name -> !isHarmless(name));
            if (acting.size() < KEPT) {
                acting.put(phrase, found);
            }
        }
        return found;
    }

    /** The qualified names of routines that run without being called by name. */
    Set<String> unseen(List<Token> tokens) {
        Set<String> unseen = new HashSet<>(known.implicit().getOrDefault(UnwatchedObjects.ANY, Set.of()));
        Set<String> symbols = symbols(tokens);
        known.implicit().forEach((operator, routines) -> {
            if (isUsed(operator, symbols, tokens)) {
                unseen.addAll(routines);
            }
        });
        for (int i = 1; i < tokens.size(); i++) {
            String word = tokens.get(i).text().toLowerCase(java.util.Locale.ROOT);
            boolean column = tokens.get(i - 1).is(".") && known.attributes().contains(word);
            boolean keyword = likeKeywords.contains(word)
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("(");
            if (column || keyword) {
                unseen.add(word);
            }
        }
        return unseen;
    }

    private static boolean isUsed(String operator, Set<String> symbols, List<Token> tokens) {
        if (operator.startsWith(UnwatchedObjects.CAST)) {
            String type = operator.substring(UnwatchedObjects.CAST.length());
            return tokens.stream().anyMatch(token -> token.text().equalsIgnoreCase(type));
        }
        return !operator.equals(UnwatchedObjects.ANY) && symbols.stream().anyMatch(run -> run.contains(operator));
    }

    /** Signs that stand together. */
    private static Set<String> symbols(List<Token> tokens) {
        Set<String> symbols = new HashSet<>();
        StringBuilder run = new StringBuilder();
        int end = -1;
        for (Token token : tokens) {
            boolean symbol = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.PARAMETER;
            if (!symbol || token.from() != end) {
                symbols.add(run.toString());
                run.setLength(0);
            }
            if (symbol) {
                run.append(token.text());
                end = token.to();
            }
        }
        symbols.add(run.toString());
        return symbols;
    }

    /**
     * Whether every routine of this name only computes, as its body shows: for what runs without being called by name.
     */
    public boolean isHarmless(String function) {
        Boolean found = harmless.get(function);
        if (found == null) {
            found = isHarmless(function, new HashSet<>());
            harmless.put(function, found);
        }
        return found;
    }

    private boolean isHarmless(String function, Set<String> within) {
        Set<Routine> meant = meant(function);
        if (meant.isEmpty()) {
            return isPure(function);
        }
        return within.add(function) && meant.stream().allMatch(routine -> computes(routine, within));
    }

    private boolean computes(Routine routine, Set<String> within) {
        if (!routine.isReadable()) {
            return false;
        }
        List<Token> tokens = Tokenizer.tokens(routine.body(), known.mariaDb());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(") && token.isName();
            if (token.isAny(ACTING) || (call && !isHarmlessCall(tokens, i, within))) {
                return false;
            }
        }
        return unseen(tokens).stream().allMatch(name -> isHarmless(name, within));
    }

    private boolean isHarmlessCall(List<Token> tokens, int place, Set<String> within) {
        String name = Scan.called(tokens, place);
        return Functions.isKeyword(name) || CONTROL.contains(name) || isHarmless(name, within);
    }
}
