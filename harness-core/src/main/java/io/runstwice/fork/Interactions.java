package io.runstwice.fork;

import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Interactions and replies as words. */
final class Interactions {

    private static final int FIXED = 7;
    private static final int RESULT_FIXED = 4;

    private Interactions() {}

    static Message passing(String resource, Interaction interaction) {
        List<@Nullable String> words = new ArrayList<>();
        words.add(resource);
        words.add(interaction.label());
        words.add(interaction.detail());
        words.add(String.valueOf(interaction.reads()));
        words.add(String.valueOf(interaction.flies()));
        words.add(String.join(
                " ", interaction.losses().stream().map(Enum::name).sorted().toList()));
        words.add(String.valueOf(interaction.footprint().reads().size()));
        words.addAll(interaction.footprint().reads());
        words.addAll(interaction.footprint().writes());
        return new Message(Message.Kind.PASS, words);
    }

    static Interaction of(Message passing) {
        int writes = FIXED + Integer.parseInt(passing.word(FIXED - 1));
        return new Interaction(
                passing.word(1),
                passing.word(2),
                Boolean.parseBoolean(passing.word(3)),
                losses(passing.word(5)),
                new Footprint(
                        set(passing, FIXED, writes),
                        set(passing, writes, passing.words().size())),
                Boolean.parseBoolean(passing.word(4)));
    }

    private static Set<Loss> losses(String names) {
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            losses.add(Loss.valueOf(name));
        }
        return losses;
    }

    private static Set<String> set(Message message, int from, int to) {
        Set<String> set = new HashSet<>();
        for (int i = from; i < to; i++) {
            set.add(message.word(i));
        }
        return set;
    }

    static Message result(Reply reply, Access access, boolean threw) {
        List<@Nullable String> words = new ArrayList<>();
        words.add(reply.text());
        words.add(reply.effect().name());
        words.add(String.valueOf(threw));
        words.add(String.valueOf(access.rolledBack()));
        words.add(String.valueOf(access.read().size()));
        words.addAll(access.read());
        words.add(String.valueOf(access.written().size()));
        words.addAll(access.written());
        access.added().forEach(row -> {
            words.add(row.table());
            words.add(row.what());
            words.add(String.valueOf(row.rows()));
        });
        return new Message(Message.Kind.RESULT, words);
    }

    static Reply reply(Message result) {
        return new Reply(result.word(0), Effect.valueOf(result.word(1)));
    }

    static boolean threw(Message result) {
        return Boolean.parseBoolean(result.word(2));
    }

    static Access access(Message result) {
        int readFrom = RESULT_FIXED + 1;
        int readTo = readFrom + Integer.parseInt(result.word(RESULT_FIXED));
        int writtenFrom = readTo + 1;
        int writtenTo = writtenFrom + Integer.parseInt(result.word(readTo));
        List<Access.Added> added = new ArrayList<>();
        for (int i = writtenTo; i < result.words().size(); i += 3) {
            added.add(new Access.Added(result.word(i), result.word(i + 1), Integer.parseInt(result.word(i + 2))));
        }
        return new Access(
                set(result, readFrom, readTo),
                set(result, writtenFrom, writtenTo),
                added,
                Boolean.parseBoolean(result.word(RESULT_FIXED - 1)));
    }
}
