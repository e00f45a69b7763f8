package io.runstwice.explore;

import io.runstwice.fixture.Altered;
import io.runstwice.world.Call;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Worker;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A resource whose interactions pass the gate with other footprints than its own, so that a search takes them for what
 * they are not.
 */
final class OtherFootprints {

    private UnaryOperator<Interaction> others = UnaryOperator.identity();

    /** From now on. */
    void are(UnaryOperator<Interaction> now) {
        others = now;
    }

    /** The same resource, but for what it says of its interactions. */
    Resource of(Resource real) {
        return Altered.of(real, (question, arguments, answers) -> {
            if (question.getName().equals("open")) {
                real.open((String) arguments[0], new ByTheWay((Gate) arguments[1]));
                return null;
            }
            return answers.answer();
        });
    }

    private final class ByTheWay implements Gate {

        private final Gate gate;

        ByTheWay(Gate gate) {
            this.gate = gate;
        }

        @Override
        public @Nullable Worker owner(@Nullable Worker opener) {
            return gate.owner(opener);
        }

        @Override
        public <T> T pass(@Nullable Worker owner, Call<T> call) throws Exception {
            return gate.pass(owner, new Renamed<>(call, others.apply(call.interaction())));
        }

        @Override
        public @Nullable Loss cutOff(@Nullable Worker owner) {
            return gate.cutOff(owner);
        }

        @Override
        public Clock clock() {
            return gate.clock();
        }

        @Override
        public void doubt(String reason) {
            gate.doubt(reason);
        }

        @Override
        public void note(String fact) {
            gate.note(fact);
        }
    }

    private record Renamed<T>(Call<T> call, Interaction interaction) implements Call<T> {

        @Override
        public void arrive() {
            call.arrive();
        }

        @Override
        public void expire() {
            call.expire();
        }

        @Override
        public void losing(Loss loss) {
            call.losing(loss);
        }

        @Override
        public void shutDown(Runnable still) {
            call.shutDown(still);
        }

        @Override
        public T proceed() throws Exception {
            return call.proceed();
        }

        @Override
        public Reply reply(@Nullable T value, @Nullable Exception thrown) {
            return call.reply(value, thrown);
        }

        @Override
        public Exception lose(Loss loss) {
            return call.lose(loss);
        }
    }
}
