package io.runstwice.http.wire;

import io.runstwice.network.Cut;
import io.runstwice.network.Lane;
import io.runstwice.network.Lanes;
import io.runstwice.network.Link;
import io.runstwice.network.Toxic;
import io.runstwice.world.Effect;
import io.runstwice.world.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;

/** The link between the tap and a real service: what is said to be lost is lost there. Thread-safe. */
public final class OverLink implements AutoCloseable {

    /** So much of a reply is let through: it shows that the service has acted, and how it answered. */
    private static final int STATUS = "HTTP/1.1 200".length();

    private final Lanes lanes;
    private final Forward straight;
    private final Surroundings surroundings;

    public OverLink(Link link, Forward straight, Surroundings surroundings) {
        this.lanes = link.lanes();
        this.straight = straight;
        this.surroundings = surroundings;
    }

    public Answer send(Flight flight) throws IOException {
        return straight.over(lane(flight)).send(flight.request());
    }

    /** Sends a request whose reply is cut off behind its status. */
    public Answer sendUnheard(Flight flight) throws IOException {
        Lane lane = lane(flight);
        String status = sendInto(lane, Toxic.REPLY_CUT, flight);
        if (!status.matches("HTTP/1\\.\\d \\d{3}")) {
            doubt("the reply to " + said(flight) + " was to be lost on the link, but "
                    + (status.length() > STATUS ? "it came through" : "the service gave none"));
            throw new ProtocolException("no status, but \"" + status + "\"");
        }
        lanes.lost();
        return new Answer(Integer.parseInt(status.substring(STATUS - 3)), Headers.none(), new byte[0], Effect.DURABLE);
    }

    /** Sends a request of which nothing arrives. */
    public void sendInVain(Flight flight) {
        try {
            if (!sendInto(lane(flight), Toxic.REQUEST_CUT, flight).isEmpty()) {
                doubt("the request " + said(flight) + " was to be lost on the link, but was answered");
            }
            lanes.lost();
        } catch (IOException | UncheckedIOException unable) {
            doubt("the request " + said(flight) + " was to be lost on the link: " + unable.getMessage());
        }
    }

    private String sendInto(Lane lane, Toxic toxic, Flight flight) throws IOException {
        return straight.over(lane).sendInto(() -> cut(lane, toxic), flight.request(), STATUS + 1);
    }

    private static Cut cut(Lane lane, Toxic toxic) {
        return lane.cut(toxic, toxic == Toxic.REPLY_CUT ? STATUS : 0);
    }

    private Lane lane(Flight flight) {
        Worker worker = flight.worker();
        return lanes.of(worker == null ? "nobody" : worker.name());
    }

    private static String said(Flight flight) {
        return flight.request().method() + " " + flight.request().path();
    }

    private void doubt(String reason) {
        surroundings.gate().doubt(surroundings.name() + ": " + reason);
    }

    public String remark() {
        return lanes.remark(false);
    }

    @Override
    public void close() {
        lanes.close();
    }
}
