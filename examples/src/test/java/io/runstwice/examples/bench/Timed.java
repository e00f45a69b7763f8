package io.runstwice.examples.bench;

import io.runstwice.world.Ages;
import io.runstwice.world.Call;
import io.runstwice.world.Contract;
import io.runstwice.world.Draws;
import io.runstwice.world.Gate;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Promise;
import io.runstwice.world.Promising;
import io.runstwice.world.Reply;
import io.runstwice.world.Resource;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import io.runstwice.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A resource that tells a timeline what it is asked to do. */
record Timed(Resource resource, Timeline timeline) implements Resource, Ages, Draws, Promising {

    /** Knows what the resource can do. */
    private World world() {
        return new World(Map.of(resource.kind(), resource));
    }

    @Override
    public void open(String name, Gate gate) {
        resource.open(name, new TimedGate(gate, timeline));
    }

    @Override
    public Snapshot capture() {
        return timed("capture", resource::capture);
    }

    @Override
    public void restore(Snapshot snapshot) {
        timed("restore", () -> resource.restore(snapshot));
    }

    /** As old as it was laid, since no exploration of the bench lasts long. */
    @Override
    public void restore(Snapshot snapshot, Duration laid) {
        restore(snapshot);
    }

    @Override
    public State observe() {
        return timed("observe", resource::observe);
    }

    @Override
    public void end(Worker worker) {
        timed("end of worker", () -> resource.end(worker));
    }

    @Override
    public void endRun() {
        timed("end of run", resource::endRun);
    }

    @Override
    public void pass(Duration time) {
        timed("time passes", () -> world().pass(time));
    }

    @Override
    public void catchUp() {
        world().catchUp();
    }

    @Override
    public void perturb() {
        world().perturb();
    }

    @Override
    public void close() {
        resource.close();
    }

    @Override
    public String kind() {
        return resource.kind();
    }

    @Override
    public boolean restoresAny() {
        return resource.restoresAny();
    }

    @Override
    public Promise promise() {
        return world().promises().get(resource.kind());
    }

    @Override
    public void promise(Contract contract, List<String> tables, List<String> recordedIn) {
        World.promising(resource).orElseThrow().promise(contract, tables, recordedIn);
    }

    @Override
    public List<String> remarks() {
        return resource.remarks();
    }

    private void timed(String name, Runnable action) {
        timed(name, () -> {
            action.run();
            return name;
        });
    }

    private <T> T timed(String name, Supplier<T> action) {
        timeline.event("begin " + name);
        try {
            return action.get();
        } finally {
            timeline.event("end " + name);
        }
    }

    private record TimedGate(Gate gate, Timeline timeline) implements Gate {

        @Override
        public Worker owner(Worker opener) {
            return gate.owner(opener);
        }

        @Override
        public <T> T pass(Worker owner, Call<T> call) throws Exception {
            timeline.event("begin gate");
            try {
                return gate.pass(owner, new TimedCall<>(call, timeline));
            } finally {
                timeline.event("end gate");
            }
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

    private record TimedCall<T>(Call<T> call, Timeline timeline) implements Call<T> {

        @Override
        public Interaction interaction() {
            return call.interaction();
        }

        @Override
        public T proceed() throws Exception {
            timeline.event("begin real statement or request");
            try {
                return call.proceed();
            } finally {
                timeline.event("end real statement or request");
            }
        }

        @Override
        public Reply reply(T value, Exception thrown) {
            return call.reply(value, thrown);
        }

        @Override
        public Exception lose(Loss loss) {
            return call.lose(loss);
        }
    }
}
