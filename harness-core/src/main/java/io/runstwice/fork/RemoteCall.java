package io.runstwice.fork;

import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import org.jspecify.annotations.Nullable;

/** An interaction that stands at the gate here, and is done by a fork. Served by the thread of the fork's worker. */
final class RemoteCall implements Call<FromFork.Result> {

    private final Interaction interaction;
    private final DeliveryConnection connection;
    private final QuestionServer questions;
    private final Runnable hooks;
    private Access access = Access.none();

    /** @param hooks serves the shutdown hooks of the fork until they rest */
    RemoteCall(Interaction interaction, DeliveryConnection connection, QuestionServer questions, Runnable hooks) {
        this.interaction = interaction;
        this.connection = connection;
        this.questions = questions;
        this.hooks = hooks;
    }

    /** Stands for an exception that only the fork has, and says what of it the story shows. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        private Refused(Reply reply) {
            this.reply = reply;
        }
    }

    /** Stands for an {@link Error} that only the fork has. */
    static final class Broken extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public void arrive() {
        connection.send(new FromTest.Arrive());
        await(FromFork.Done.class);
    }

    @Override
    public void expire() {
        connection.send(new FromTest.Expire());
    }

    @Override
    public void losing(Loss loss) {
        connection.send(new FromTest.Losing(loss));
    }

    @Override
    public void shutDown(Runnable still) {
        connection.send(new FromTest.Hold());
        await(FromFork.Done.class);
        connection.fork().terminate();
        hooks.run();
        still.run();
        connection.fork().resume();
        await(FromFork.Done.class);
    }

    @Override
    public FromFork.Result proceed() throws Refused {
        connection.send(new FromTest.Proceed());
        FromFork.Result result = await(FromFork.Result.class);
        access = result.access();
        if (result.threw()) {
            throw new Refused(result.reply());
        }
        return result;
    }

    @Override
    public Reply reply(FromFork.@Nullable Result value, @Nullable Exception thrown) {
        if (value != null) {
            return value.reply();
        }
        if (thrown instanceof Refused refused) {
            return refused.reply;
        }
        throw new IllegalStateException("a fork could not be served: " + thrown, thrown);
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Exception lose(Loss loss) {
        connection.send(new FromTest.Lose(loss));
        await(FromFork.Done.class);
        return new Refused(new Reply("", Effect.NONE));
    }

    /** Serves questions and notices meanwhile. */
    private <M extends FromFork> M await(Class<M> due) {
        FromFork next = connection.receive();
        while (questions.serve(next)) {
            next = connection.receive();
        }
        if (next instanceof FromFork.Broke) {
            throw new Broken();
        }
        return connection.due(due, next);
    }
}
