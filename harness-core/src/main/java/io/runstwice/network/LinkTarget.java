package io.runstwice.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The address that a link leads to. */
record LinkTarget(String host, int port) {

    /** Whether this is the same place, however its host is called. */
    boolean is(String otherHost, int otherPort) {
        return port == otherPort && (host.equalsIgnoreCase(otherHost) || isSame(otherHost));
    }

    private boolean isSame(String otherHost) {
        try {
            List<InetAddress> mine = Arrays.asList(InetAddress.getAllByName(host));
            return Arrays.stream(InetAddress.getAllByName(otherHost)).anyMatch(mine::contains);
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    static int portOf(String listen) {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
