package io.runstwice.jdbc.source;

import io.runstwice.jdbc.dialect.Dialects;
import io.runstwice.network.Lane;
import io.runstwice.network.Link;
import io.runstwice.world.Misuse;
import io.runstwice.world.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one host and port within a JDBC URL.
 *
 * @param before what stands before the host
 * @param host without brackets
 * @param port the URL's own, or the product's usual one
 * @param after what stands behind the port
 */
public record JdbcAddress(String before, String host, int port, String after) {

    private static final Pattern URL =
            Pattern.compile("(jdbc:[a-z0-9]+://)(\\[[^]]+]|[^/:,?\\[(]+)(?::(\\d+))?((?:[/?].*)?)");

    /**
     * Reads a URL.
     *
     * @param url of a server of a known database, with one host
     * @throws Misuse if a link cannot lead there
     */
    static JdbcAddress of(String url) {
        Matcher found = URL.matcher(url);
        int usual = Dialects.port(url);
        if (usual == 0 || !found.matches()) {
            throw new Misuse(
                    "A link needs a JDBC URL of a database server, such as PostgreSQL or MariaDB, with one host, but Database.at was given "
                            + Redaction.of(url) + ". Give it such a URL, or leave through(link) out.");
        }
        String host = found.group(2).replaceAll("[\\[\\]]", "");
        return new JdbcAddress(
                found.group(1),
                host,
                found.group(3) == null ? usual : Integer.parseInt(found.group(3)),
                found.group(4));
    }

    /**
     * Makes sure that a link leads where the URL does.
     *
     * @throws Misuse if it does not
     */
    public JdbcAddress mustBeTargetOf(Link link) {
        if (!link.leadsTo(host, port)) {
            throw new Misuse("The link of a Database has to lead to where its URL does, " + host + ":" + port
                    + ", but this is a " + link + ". Make it Link.to(\"" + host + "\", " + port + ").");
        }
        return this;
    }

    /** The URL of this database over a lane. */
    String over(Lane lane) {
        return before + lane.host() + ":" + lane.port() + after;
    }
}
