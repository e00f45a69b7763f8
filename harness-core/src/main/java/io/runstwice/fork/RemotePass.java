package io.runstwice.fork;

import io.runstwice.run.RemoteGate;
import io.runstwice.world.Call;
import io.runstwice.world.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Takes one call of a fork to the gate of the test and carries out its commands until it returns or throws. Uses the
 * connection alone meanwhile.
 */
final class RemotePass<T> {

    private final ForkEnd end;
    private final Call<T> call;
    private final RemoteGate.Aside aside;
    private @Nullable T value;
    private @Nullable Exception thrown;

    RemotePass(ForkEnd end, Call<T> call, RemoteGate.Aside aside) {
        this.end = end;
        this.call = call;
        this.aside = aside;
    }

    /** Does what the gate says, until it lets the call return or throw. */
    @SuppressWarnings("NullAway") // a call may give null
    T serve() throws Exception {
        while (true) {
            FromTest.GateCommand next = end.receive(FromTest.GateCommand.class);
            if (next instanceof FromTest.Return ending) {
                end.shows(ending.clock());
                return value;
            }
            if (next instanceof FromTest.Throw ending) {
                end.shows(ending.clock());
                throw thrown == null ? new IllegalStateException("nothing was thrown") : thrown;
            }
            obey(next);
        }
    }

    private void obey(FromTest.GateCommand command) {
        if (command instanceof FromTest.Arrive) {
            call.arrive();
            end.send(new FromFork.Done());
        } else if (command instanceof FromTest.Expire) {
            call.expire();
        } else if (command instanceof FromTest.Losing losing) {
            call.losing(losing.loss());
        } else if (command instanceof FromTest.Hold) {
            end.hold(aside);
        } else if (command instanceof FromTest.Lose lose) {
            thrown = call.lose(lose.loss());
            end.send(new FromFork.Done());
        } else if (command instanceof FromTest.Proceed) {
            proceed();
        } else {
            throw new IllegalStateException("no way to obey " + command);
        }
    }

    private void proceed() {
        try {
            value = call.proceed();
        } catch (Exception refusal) {
            thrown = refusal;
        } catch (Error broken) {
            end.send(new FromFork.Broke());
            end.receive(FromTest.Throw.class);
            throw broken;
        }
        Reply reply = call.reply(value, thrown);
        end.send(new FromFork.Result(reply, call.access(), thrown != null));
    }
}
