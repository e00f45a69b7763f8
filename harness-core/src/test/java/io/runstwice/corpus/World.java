package io.runstwice.corpus;

import io.runstwice.effect.Effects;
import io.runstwice.effect.Files;
import io.runstwice.http.HttpService;
import io.runstwice.jdbc.Database;
import io.runstwice.world.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the jobs of the corpus act on; only what a case asks for is watched. */
final class World {

    private final Database db;
    private HttpService.@Nullable StripeLike gateway;
    private @Nullable Effects mails;
    private @Nullable Effects keyed;
    private @Nullable Files files;

    World(Database db) {
        this.db = db;
    }

    Database db() {
        return db;
    }

    HttpService.StripeLike gateway() {
        HttpService.StripeLike mine = gateway == null ? HttpService.stripeLike() : gateway;
        gateway = mine;
        return mine;
    }

    /** A mailer without keys. */
    Effects mails() {
        Effects mine = mails == null ? Effects.unkeyed() : mails;
        mails = mine;
        return mine;
    }

    /** A mailer that knows keys. */
    Effects keyed() {
        Effects mine = keyed == null ? Effects.keyed() : keyed;
        keyed = mine;
        return mine;
    }

    Files files() {
        Files mine = files;
        if (mine == null) {
            mine = Files.watching(World::folder);
            files = mine;
        }
        return mine;
    }

    private static Path folder() {
        try {
            return java.nio.file.Files.createTempDirectory("corpus");
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    Resource[] watched() {
        List<Resource> all = new ArrayList<>(List.of(db));
        for (Resource other : new Resource[] {gateway, mails, keyed, files}) {
            if (other != null) {
                all.add(other);
            }
        }
        return all.toArray(Resource[]::new);
    }

    void close() {
        for (Resource each : watched()) {
            each.close();
        }
    }
}
