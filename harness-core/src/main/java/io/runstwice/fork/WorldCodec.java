package io.runstwice.fork;

import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Footprint;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.Set;

/**
 * Writes and reads what the world says of interactions. Each {@code read} takes the parts in the order of its
 * {@code write}.
 */
final class WorldCodec {

    private WorldCodec() {}

    static void write(Interaction interaction, PartWriter out) {
        out.text(interaction.label());
        out.text(interaction.detail());
        out.flag(interaction.reads());
        out.texts(interaction.losses().stream().map(Enum::name).sorted().toList());
        out.texts(interaction.footprint().reads());
        out.texts(interaction.footprint().writes());
        out.flag(interaction.flies());
    }

    static Interaction interaction(PartReader in) {
        return new Interaction(
                in.text(),
                in.text(),
                in.flag(),
                Set.copyOf(in.all(() -> in.constant(Loss.class))),
                new Footprint(in.set(), in.set()),
                in.flag());
    }

    static void write(Reply reply, PartWriter out) {
        out.text(reply.text());
        out.constant(reply.effect());
    }

    static Reply reply(PartReader in) {
        return new Reply(in.text(), in.constant(Effect.class));
    }

    static void write(Access access, PartWriter out) {
        out.texts(access.read());
        out.texts(access.written());
        out.number(access.added().size());
        for (Access.Added added : access.added()) {
            out.text(added.table());
            out.text(added.what());
            out.number(added.rows());
        }
        out.flag(access.rolledBack());
    }

    static Access access(PartReader in) {
        return new Access(
                in.set(), in.set(), in.all(() -> new Access.Added(in.text(), in.text(), in.number())), in.flag());
    }
}
