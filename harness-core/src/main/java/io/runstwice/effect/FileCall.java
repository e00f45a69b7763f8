package io.runstwice.effect;

import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One interaction with files as it stands at the gate. No message of it can be lost: there is no wire. */
final class FileCall<T> implements Call<T> {

    private final FolderWatch watch;
    private final List<String> names;
    private final Interaction interaction;
    private final FolderWatch.Work<T> work;
    private final Function<T, String> words;

    private boolean changed;

    private FileCall(
            FolderWatch watch,
            List<String> names,
            Interaction interaction,
            FolderWatch.Work<T> work,
            Function<T, String> words) {
        this.watch = watch;
        this.names = names;
        this.interaction = interaction;
        this.work = work;
        this.words = words;
    }

    /**
     * Looks at files.
     *
     * @param names which; none for all of them
     * @param words what a story shows of the result
     */
    static <T> FileCall<T> reading(
            FolderWatch watch, String verb, List<String> names, FolderWatch.Work<T> work, Function<T, String> words) {
        Footprint footprint =
                names.isEmpty() ? Footprint.readingAll() : new Footprint(Set.copyOf(canonical(watch, names)), Set.of());
        Interaction interaction = Interaction.reading(label(verb, watch, names), detail(verb, watch, names), Set.of())
                .touching(footprint);
        return new FileCall<>(watch, names, interaction, work, words);
    }

    /**
     * Changes files.
     *
     * @param more what the detail shows after the names, perhaps nothing
     * @param words what a story shows of the result
     */
    static <T> FileCall<T> writing(
            FolderWatch watch,
            String verb,
            List<String> names,
            String more,
            FolderWatch.Work<T> work,
            Function<T, String> words) {
        Set<String> touched = Set.copyOf(canonical(watch, names));
        String detail = detail(verb, watch, names) + (more.isEmpty() ? "" : ": " + more);
        Interaction interaction = Interaction.writing(label(verb, watch, names), detail, Set.of())
                .touching(new Footprint(touched, touched));
        return new FileCall<>(watch, names, interaction, work, words);
    }

    private static List<String> canonical(FolderWatch watch, List<String> names) {
        FileNames known = watch.folder().names();
        return names.stream().map(known::place).map(known::of).distinct().toList();
    }

    private static String label(String verb, FolderWatch watch, List<String> names) {
        List<String> labels =
                canonical(watch, names).stream().map(FileNames::label).toList();
        return (verb + " " + String.join(" to ", labels)).trim();
    }

    private static String detail(String verb, FolderWatch watch, List<String> names) {
        return (verb + " " + String.join(" to ", canonical(watch, names))).trim();
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public T proceed() throws IOException {
        if (interaction.reads()) {
            return watch.perform(names, work);
        }
        synchronized (watch) {
            List<byte @Nullable []> before = watch.contents(names);
            try {
                return watch.perform(names, work);
            } finally {
                changed = !same(before, watch.contents(names));
            }
        }
    }

    @Override
    public Reply reply(@Nullable T value, @Nullable Exception thrown) {
        String text = thrown == null && value != null ? words.apply(value) : refusal(thrown);
        return new Reply(text, changed ? Effect.DURABLE : Effect.NONE);
    }

    /** Which lines a write adds is not told, so none is counted. */
    @Override
    public Access access() {
        Set<String> files = names.isEmpty()
                ? Set.of(Access.ANY)
                : canonical(watch, names).stream().map(FileNames::label).collect(Collectors.toSet());
        return new Access(files, changed ? files : Set.of(), List.of(), false);
    }

    /** Never asked for: there is nothing to lose. */
    @Override
    public Exception lose(Loss loss) {
        return new IOException("no message of " + interaction.label() + " can be lost");
    }

    private static String refusal(@Nullable Exception thrown) {
        if (thrown instanceof java.nio.file.NoSuchFileException) {
            return "no such file";
        }
        return thrown == null ? "done" : thrown.getClass().getSimpleName();
    }

    private static boolean same(List<byte @Nullable []> some, List<byte @Nullable []> others) {
        return IntStream.range(0, some.size()).allMatch(i -> Arrays.equals(some.get(i), others.get(i)));
    }
}
