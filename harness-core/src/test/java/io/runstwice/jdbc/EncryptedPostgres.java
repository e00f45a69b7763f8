package io.runstwice.jdbc;

import io.runstwice.fixture.PostgresServer;
import io.runstwice.watchdog.Watchdog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server that speaks TLS, with a certificate made for it. */
final class EncryptedPostgres implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final EmbeddedPostgres server;

    private EncryptedPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static EncryptedPostgres start() throws IOException, GeneralSecurityException, InterruptedException {
        Path place = Watchdog.directory("runstwice-tls-");
        KeyStore made = made(place.resolve("keys.p12"));
        Path certificate = pem(
                place.resolve("server.crt"),
                "CERTIFICATE",
                made.getCertificate("server").getEncoded());
        Path key = pem(
                place.resolve("server.key"),
                "PRIVATE KEY",
                made.getKey("server", PASSWORD.toCharArray()).getEncoded());
        return new EncryptedPostgres(PostgresServer.start(settings -> settings.setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())));
    }

    private static KeyStore made(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Readable by its owner alone, as the server asks of a key; the user it runs as owns it. */
    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
        Files.writeString(file, text, StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** The database that is there from the beginning, by connections that are encrypted or do not come about. */
    PGSimpleDataSource source() {
        PGSimpleDataSource source = (PGSimpleDataSource) server.getPostgresDatabase();
        source.setSslMode("require");
        return source;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
