package io.runstwice.incident;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way of saying something, as a pattern.
 *
 * @param shown how a message names it to a user who wrote something else
 * @param pattern all of the sentence
 * @param reading what the sentence means, given its line; null if it is none after all
 */
record Form<T>(String shown, Pattern pattern, BiFunction<Matcher, Integer, ? extends T> reading) {

    /** Longer ones are no sentences. */
    private static final int LONGEST = 300;

    /** A form whose pattern has these words in it. */
    static <T> Form<T> of(String shown, String pattern, BiFunction<Matcher, Integer, ? extends T> reading) {
        return new Form<>(shown, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), reading);
    }

    /** The meaning of a bullet by the first of these forms that it has. */
    static <T> Optional<T> read(List<Form<T>> forms, Bullet bullet) {
        String said = bullet.said();
        if (said.length() > LONGEST) {
            return Optional.empty();
        }
        for (Form<T> form : forms) {
            Matcher matcher = form.pattern.matcher(said);
            T meaning = matcher.matches() ? form.reading.apply(matcher, bullet.line()) : null;
            if (meaning != null) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }

    /** What a message says to a user who gave none of them. */
    static <T> List<String> shown(List<Form<T>> forms) {
        return forms.stream()
                .map(Form::shown)
                .filter(shown -> !shown.isEmpty())
                .distinct()
                .toList();
    }
}
