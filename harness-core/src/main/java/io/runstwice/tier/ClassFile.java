package io.runstwice.tier;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Set;

/**
 * A class as it stands on the class path.
 *
 * @param bytes its file
 * @param home where it says that it comes from
 */
record ClassFile(byte[] bytes, ProtectionDomain home) {

    /**
     * Reads it.
     *
     * @param place the jar or directory
     */
    static ClassFile read(URL url, String place) throws IOException {
        try (InputStream in = url.openStream()) {
            CodeSource source = new CodeSource(location(place), (Certificate[]) null);
            return new ClassFile(in.readAllBytes(), new ProtectionDomain(source, null));
        }
    }

    private static URL location(String place) throws IOException {
        boolean isJar = place.startsWith("jar:") && place.endsWith("!/");
        return URI.create(isJar ? place.substring("jar:".length(), place.length() - 2) : place)
                .toURL();
    }

    /** The same class, in which these fields are not final. */
    ClassFile with(Set<String> settable) throws IOException {
        return settable.isEmpty() ? this : new ClassFile(FinalFields.opened(bytes, settable), home);
    }
}
