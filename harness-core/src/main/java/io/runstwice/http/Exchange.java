package io.runstwice.http;

import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** One request with its reply, as it stands at the gate. */
final class Exchange implements Call<Answer> {

    private final Service service;
    private final Request request;
    private final Interaction interaction;

    Exchange(Service service, Request request, boolean again) {
        this.service = service;
        this.request = request;
        String label = Labels.of(request, service::made);
        String detail = Labels.detail(request) + (again ? " (sent again by the client)" : "");
        this.interaction = new Interaction(label, detail, request.isSafe(), EnumSet.allOf(Loss.class));
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public Answer proceed() throws Exception {
        return service.answer(request);
    }

    @Override
    public Reply reply(@Nullable Answer value, @Nullable Exception thrown) {
        if (value != null) {
            return new Reply(value.summary(), value.effect());
        }
        return new Reply("no answer: " + thrown, request.isSafe() ? Effect.NONE : Effect.DURABLE);
    }

    /** The socket is closed by the thread that handles it, as soon as it gets this exception. */
    @Override
    public Exception lose(Loss loss) {
        return new LostMessage(loss);
    }
}
