package io.runstwice.fork;

import io.runstwice.run.Attempt;
import io.runstwice.world.Gate;
import io.runstwice.world.WorkerKilled;
import io.runstwice.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/**
 * Serves one delivery that has a process of its own, on the thread of its worker: what stands at a gate there, stands
 * at the gate here as an ordinary call. So turns, faults and waits are decided as for any other worker.
 */
final class DeliveryServer {

    private final DeliveryConnection connection;
    private final QuestionServer questions;
    private final World world;
    private final Function<String, Gate> gates;

    DeliveryServer(DeliveryConnection connection, Attempt attempt, World world, Function<String, Gate> gates) {
        this.connection = connection;
        this.questions = new QuestionServer(connection, attempt, world);
        this.world = world;
        this.gates = gates;
    }

    /**
     * Serves until the job is over there.
     *
     * @throws Exception the failure of the job
     */
    void serve() throws Exception {
        FromFork.JobEnded ending = serveUntil(FromFork.JobEnded.class);
        if (ending.leavesThreads()) {
            serveOthers();
        }
        if (ending instanceof FromFork.Threw threw) {
            Throwable thrown = threw.failure().throwable();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }

    /**
     * Threads that the job started are not over with it: another thread serves them, which acts for the same worker.
     */
    private void serveOthers() {
        Thread thread = new Thread(this::serveToTheEnd, Thread.currentThread().getName() + " (its other threads)");
        thread.setDaemon(true);
        thread.start();
    }

    /** Once they have come to rest it looks as idle as they are. */
    private void serveToTheEnd() {
        try {
            serveUntil(FromFork.Quiet.class);
            Fork fork = connection.fork();
            while (fork.hears()) {
                serveOne(fork.receive());
            }
        } catch (MalformedMessageException misunderstood) {
            doubt(misunderstood);
        } catch (IOException gone) {
            // with the run, or by itself: the delivery was over
        } catch (WorkerKilled dead) {
            // its process is gone
        } catch (RuntimeException failure) {
            doubt(failure);
        }
    }

    private void doubt(Exception failure) {
        connection.doubt("a thread of " + connection.worker().name() + " could not be served: " + failure);
    }

    /** Serves questions, notices and interactions until another message comes. */
    private <M extends FromFork> M serveUntil(Class<M> due) {
        FromFork next = connection.receive();
        while (serveOne(next)) {
            next = connection.receive();
        }
        return connection.due(due, next);
    }

    private boolean serveOne(FromFork next) {
        if (next instanceof FromFork.Pass pass) {
            pass(pass);
            return true;
        }
        return questions.serve(next);
    }

    private void pass(FromFork.Pass pass) {
        world.mustHave(pass.resource());
        Gate gate = gates.apply(pass.resource());
        RemoteCall call = new RemoteCall(pass.interaction(), connection, questions, this::serveHooks);
        boolean returns = isPassed(gate, call);
        Instant now = gate.clock().instant();
        connection.send(returns ? new FromTest.Return(now) : new FromTest.Throw(now));
    }

    /** Whether the call came back from the gate with a value; else it threw something that the fork has. */
    private boolean isPassed(Gate gate, RemoteCall call) {
        try {
            gate.pass(connection.worker(), call);
            return true;
        } catch (RemoteCall.Refused | RemoteCall.Broken thrownThere) {
            return false;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Until they have come to rest. If none of them waits for anything the process ends with them. */
    private void serveHooks() {
        while (!serveUntil(FromFork.HooksAtRest.class).waiting()) {
            // it is about to end, which the next message says
        }
    }
}
