package io.runstwice.http.wire;

import io.runstwice.world.Access;
import io.runstwice.world.Call;
import io.runstwice.world.Effect;
import io.runstwice.world.Interaction;
import io.runstwice.world.Loss;
import io.runstwice.world.Reply;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request with its reply, as it stands at the gate. */
final class Exchange implements Call<Answer> {

    /** A client that waits for less than it got waits for nothing: to be late and to be silent are one to it. */
    private static final Set<Loss> LOSSES = Set.copyOf(EnumSet.of(Loss.REQUEST, Loss.REPLY, Loss.REPLY_IN_SILENCE));

    private final Service service;
    private final Flight flight;
    private final Interaction interaction;
    private boolean unheard;
    private Access access = Access.none();

    Exchange(Service service, Flight flight, boolean again) {
        this.service = service;
        this.flight = flight;
        Request request = flight.request();
        String label = Labels.of(request, service::made);
        String detail = Labels.detail(request) + (again ? " (sent again by the client)" : "");
        Interaction grounded = new Interaction(label, detail, request.isSafe(), LOSSES);
        this.interaction = service.flies(request) ? grounded.flying() : grounded;
    }

    @Override
    public Interaction interaction() {
        return interaction;
    }

    @Override
    public void arrive() {
        service.arrive(flight);
    }

    @Override
    public Answer proceed() throws Exception {
        return unheard ? service.answerUnheard(flight) : service.answer(flight);
    }

    @Override
    public Reply reply(@Nullable Answer value, @Nullable Exception thrown) {
        access = accessed(value);
        if (value != null) {
            return new Reply(value.summary(), value.effect());
        }
        return new Reply("no answer: " + thrown, flight.request().isSafe() ? Effect.NONE : Effect.DURABLE);
    }

    private Access accessed(@Nullable Answer value) {
        boolean isLook =
                value == null ? flight.request().isSafe() : !value.effect().changesSomething();
        if (isLook) {
            return Access.reading(Set.of(Access.ANY));
        }
        return value == null ? Access.unknown() : value.access();
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public void losing(Loss loss) {
        unheard = true;
    }

    /** The socket is closed by the thread that handles it, as soon as it gets this exception. */
    @Override
    public Exception lose(Loss loss) {
        if (loss == Loss.REQUEST) {
            service.sendInVain(flight);
        }
        return new LostMessage(loss);
    }
}
