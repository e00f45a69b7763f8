package io.runstwice.jdbc.sql;

import java.util.List;
import java.util.Optional;

/** SQL that a statement has executed as text: {@code EXECUTE IMMEDIATE 'com' || 'mit'}. */
final class ComposedText {

    private ComposedText() {}

    /**
     * The text that begins at a place and reaches to the end; empty if anything but texts is in it.
     *
     * @param backslashes whether it is read as MariaDB does, where two strokes are no sign of putting together
     */
    static Optional<String> of(List<Token> tokens, int from, boolean backslashes) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean joins = token.is("CONCAT") || token.is("(") || token.is(")") || token.is(",");
            if (token.kind() == Token.Kind.STRING) {
                text.append(Tokenizer.content(token));
            } else if (!joins && (backslashes || !token.text().startsWith("|"))) {
                return Optional.empty();
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
}
