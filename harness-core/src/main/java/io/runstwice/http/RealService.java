package io.runstwice.http;

import io.runstwice.http.wire.Answer;
import io.runstwice.http.wire.Booked;
import io.runstwice.http.wire.Durations;
import io.runstwice.http.wire.Flight;
import io.runstwice.http.wire.Forward;
import io.runstwice.http.wire.JsonTypes;
import io.runstwice.http.wire.Labels;
import io.runstwice.http.wire.OverLink;
import io.runstwice.http.wire.Request;
import io.runstwice.http.wire.Service;
import io.runstwice.http.wire.Surroundings;
import io.runstwice.network.Link;
import io.runstwice.world.Access;
import io.runstwice.world.Effect;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service that runs elsewhere, and the ledger of what it was asked to do. */
final class RealService implements Service {

    private final Supplier<URI> where;

    private Surroundings surroundings = Surroundings.none();
    private @Nullable Runnable reset;
    private @Nullable Supplier<String> observation;
    private @Nullable Duration remembersKeysFor;
    private @Nullable URI place;
    private @Nullable URI tap;
    private @Nullable Forward forward;
    private @Nullable ReverseMapping mapping;
    private @Nullable Link link;
    private @Nullable OverLink over;
    private RequestLedger ledger = new RequestLedger();
    private JsonTypes types = new JsonTypes();
    private boolean isReworded;

    RealService(Supplier<URI> where) {
        this.where = where;
    }

    void resetBy(Runnable action) {
        reset = action;
    }

    void observedBy(Supplier<String> json) {
        observation = json;
    }

    void through(Link leading) {
        link = leading;
    }

    boolean isLinked() {
        return link != null && link.findServer();
    }

    /** Where the tap listens as long as the exploration goes on. */
    synchronized void reachedAt(URI common) {
        tap = common;
    }

    void honoursKeys(Duration ttl) {
        remembersKeysFor = ttl;
    }

    @Override
    public Answer answer(Flight flight) throws Exception {
        Request request = flight.request();
        OverLink way = over();
        ReverseMapping mapping = mapping();
        Request there = mapping.request(request);
        Answer answer = way == null ? forward().send(there) : way.send(new Flight(there, flight.worker()));
        return mapping.reply(flight, known(request, answer));
    }

    @Override
    public Answer answerUnheard(Flight flight) throws Exception {
        OverLink way = over();
        return way == null ? answer(flight) : known(flight.request(), way.sendUnheard(flight));
    }

    @Override
    public void sendInVain(Flight flight) {
        OverLink way = over();
        if (way != null) {
            way.sendInVain(flight);
        }
    }

    private Answer known(Request request, Answer answer) {
        return request.isSafe()
                ? answer.with(Effect.NONE)
                : answer.with(booked(request, answer)).with(accessed(request, answer));
    }

    /** What observedBy shows has names of its own: the last word of a path is taken for one of them. */
    private Access accessed(Request request, Answer answer) {
        if (answer.status() / 100 == 4) {
            return Booked.refused();
        }
        String path = Labels.path(request.path(), segment -> false);
        return Booked.one(observation == null ? path : Labels.lastWord(path), request);
    }

    private synchronized @Nullable OverLink over() {
        return over;
    }

    @Override
    public boolean made(String segment) {
        return false;
    }

    @Override
    public void open(Surroundings now) {
        boolean exploring = now.gate() != io.runstwice.world.Gate.open();
        if (exploring && (reset == null || observation == null && remembersKeysFor == null)) {
            throw new Misuse(
                    "HttpService.inFrontOf(...) named '" + now.name() + "' needs resetBy(...), so that every schedule "
                            + "begins with the same service, and either observedBy(...) or honoursIdempotencyKeys(...), so that its "
                            + "effects can be counted. Declare " + missing() + ".");
        }
        synchronized (this) {
            surroundings = now;
            forward = null;
            mapping = null;
            place = null;
            leave();
            over = exploring && link != null && link.findServer()
                    ? new OverLink(link, new Forward(place()).mustBeTargetOf(link), now)
                    : null;
            ledger = new RequestLedger();
            types = new JsonTypes();
            isReworded = false;
        }
    }

    private void leave() {
        if (over != null) {
            over.close();
        }
    }

    @Override
    public synchronized Snapshot capture() {
        return new RealSnapshot(ledger.copy(), memory());
    }

    @Override
    public void restore(Snapshot snapshot) {
        if (reset != null) {
            reset.run();
        }
        synchronized (this) {
            ledger = ((RealSnapshot) snapshot).ledger().copy();
            if (mapping != null) {
                mapping.beginRun();
            }
        }
    }

    @Override
    public boolean restoresAny() {
        return false;
    }

    @Override
    public State observe() {
        if (observation != null) {
            return new State(observed(observation));
        }
        synchronized (this) {
            return new State(ledger.tables(surroundings.name(), types));
        }
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add("put back by the test's own reset");
        if (remembersKeysFor != null) {
            remarks.add(
                    "assumes that the service acts once for each Idempotency-Key at an endpoint and remembers it for "
                            + Durations.words(remembersKeysFor) + " of the controlled clock");
        }
        remarks.add(
                observation == null
                        ? "counted by its requests: what it did beside them is not seen"
                        : "compared by what observedBy shows");
        if (isReworded) {
            remarks.add("a known Idempotency-Key with other parameters was not refused, and taken for a replay");
        }
        remarks.addAll(elsewhere());
        OverLink way = over();
        if (way != null) {
            remarks.add(way.remark());
        } else if (link != null) {
            remarks.add(Link.absence());
        }
        return remarks;
    }

    private List<Table> observed(Supplier<String> showing) {
        String json = showing.get();
        synchronized (this) {
            return ObservedJson.tables(surroundings.name(), json, types);
        }
    }

    private State memory() {
        List<Table> tables = new ArrayList<>(ledger.tables(surroundings.name(), types));
        if (observation != null) {
            tables.addAll(observed(observation));
        }
        if (remembersKeysFor != null) {
            tables.addAll(
                    ledger.keys(surroundings.name(), surroundings.gate().clock().instant(), remembersKeysFor));
        }
        return new State(tables);
    }

    private synchronized List<String> elsewhere() {
        return mapping == null ? List.of() : mapping.remarks();
    }

    private synchronized Effect booked(Request request, Answer answer) {
        Instant now = surroundings.gate().clock().instant();
        isReworded |= answer.status() / 100 != 4 && ledger.isReworded(request, now, remembersKeysFor);
        return ledger.book(request, answer, now, remembersKeysFor);
    }

    private synchronized Forward forward() {
        if (forward == null) {
            forward = new Forward(place());
        }
        return forward;
    }

    private synchronized ReverseMapping mapping() {
        if (mapping == null) {
            mapping = new ReverseMapping(new Addresses(place(), Objects.requireNonNull(tap, "tap")), surroundings);
        }
        return mapping;
    }

    private synchronized URI place() {
        if (place == null) {
            place = where.get();
        }
        return place;
    }

    private String missing() {
        String effects = "observedBy(...) or honoursIdempotencyKeys(...)";
        if (reset != null) {
            return effects;
        }
        boolean seen = observation != null || remembersKeysFor != null;
        return seen ? "resetBy(...)" : "resetBy(...), and " + effects;
    }
}
