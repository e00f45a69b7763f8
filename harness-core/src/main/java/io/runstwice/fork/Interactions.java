package io.runstwice.fork;

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

    static Message result(Reply reply, boolean threw) {
        return Message.of(Message.Kind.RESULT, reply.text(), reply.effect().name(), String.valueOf(threw));
    }

    static Reply reply(Message result) {
        return new Reply(result.word(0), Effect.valueOf(result.word(1)));
    }

    static boolean threw(Message result) {
        return Boolean.parseBoolean(result.word(2));
    }
}
