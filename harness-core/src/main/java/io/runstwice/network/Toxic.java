package io.runstwice.network;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * A way to harm a lane, as Toxiproxy calls it.
 *
 * <p>For resources, not for users.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Toxic {
    /** Every connection is closed, and no new one is taken. */
    DOWN {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            proxy.disable();
            return proxy::enable;
        }
    },
    /** The next request is swallowed, and its connection closed: not one byte of it arrives. */
    REQUEST_CUT {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().limitData(name(), ToxicDirection.UPSTREAM, 0)::remove;
        }
    },
    /** The same by a reset, for connections that are made from now on. */
    REQUEST_RESET {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().resetPeer(name(), ToxicDirection.UPSTREAM, 0)::remove;
        }
    },
    /** The connection is closed as soon as so many bytes of the reply have come. */
    REPLY_CUT {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().limitData(name(), ToxicDirection.DOWNSTREAM, amount)::remove;
        }
    },
    /** The reply is swallowed and its connection reset, if it was made after this. */
    REPLY_RESET {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().resetPeer(name(), ToxicDirection.DOWNSTREAM, 0)::remove;
        }
    },
    /** Replies are swallowed; the connection closes after so many milliseconds, or when this is over. */
    REPLY_SILENT {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().timeout(name(), ToxicDirection.DOWNSTREAM, amount)::remove;
        }
    },
    /** Replies come so many milliseconds late. */
    REPLY_SLOW {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().latency(name(), ToxicDirection.DOWNSTREAM, amount)::remove;
        }
    },
    /** Replies come at so many kilobytes a second. */
    REPLY_NARROW {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().bandwidth(name(), ToxicDirection.DOWNSTREAM, amount)::remove;
        }
    },
    /** Replies come in pieces of about so many bytes. */
    REPLY_SLICED {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().slicer(name(), ToxicDirection.DOWNSTREAM, amount, 0)::remove;
        }
    },
    /** Replies come byte by byte, each so many milliseconds after the last. */
    REPLY_DRIBBLING {
        @Override
        Undoing on(Proxy proxy, long amount) throws IOException {
            return proxy.toxics().slicer(name(), ToxicDirection.DOWNSTREAM, 1, amount * MICROSECONDS)::remove;
        }
    };

    private static final int MICROSECONDS = 1_000;

    /** Takes a toxic away. */
    @FunctionalInterface
    interface Undoing {
        void undo() throws IOException;
    }

    abstract Undoing on(Proxy proxy, long amount) throws IOException;
}
