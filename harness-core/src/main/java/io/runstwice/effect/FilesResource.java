package io.runstwice.effect;

import io.runstwice.world.Contract;
import io.runstwice.world.DeclaredResource;
import io.runstwice.world.Gate;
import io.runstwice.world.Misuse;
import io.runstwice.world.Snapshot;
import io.runstwice.world.State;
import io.runstwice.world.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The half of {@link Files} that the engine sees. */
abstract sealed class FilesResource extends DeclaredResource<Files> permits Files {

    private static final String KIND = "files";

    boolean disposable;

    private final Supplier<Path> where;

    private boolean admitted;
    private @Nullable FolderWatch watch;
    private volatile String name = KIND;
    private volatile Gate gate = Gate.open();
    private volatile boolean open;

    /** From the moment at which the files were put where a run begins. What changed before was changed by the test. */
    private volatile boolean running;

    FilesResource(Supplier<Path> where) {
        super(KIND);
        this.where = where;
    }

    @Override
    protected boolean isExplored() {
        return open;
    }

    @Override
    protected String named(String file) {
        return FileNames.label(file);
    }

    @Override
    protected void mustBePromisable(Contract what, String setting, boolean wholly) {
        if (what.isDoubledOnlyByFaults()) {
            throw new Misuse("Files cannot tell which lines a write has added, so it cannot promise what is " + what
                    + ". Declare atLeastOnce(), or tell the effects by Effects");
        }
    }

    @Override
    public synchronized void open(String world, Gate worldGate) {
        refuseWhileExplored("open");
        Path root = admitted().folder().root();
        FilesAdmission.own(root, "the exploration of \"" + world + "\"");
        name = world;
        gate = worldGate;
        open = true;
    }

    @Override
    public synchronized void close() {
        if (open) {
            FilesAdmission.leave(watch().folder().root());
        }
        open = false;
        running = false;
        gate = Gate.open();
        name = KIND;
    }

    @Override
    public Snapshot capture() {
        return new FilesSnapshot(name, watch().read());
    }

    @Override
    public void restore(Snapshot snapshot) {
        watch().restore(((FilesSnapshot) snapshot).found());
        running = true;
    }

    @Override
    public boolean restoresAny() {
        return true;
    }

    @Override
    public State observe() {
        return compared(
                FileTables.of(name, watch().read().files(), table -> promise().of(table) == Contract.EXACTLY_ONCE));
    }

    /** Looks for changes that the worker made past the taps. Nothing here lives only as long as a worker. */
    @Override
    public void end(Worker worker) {
        if (running) {
            doubtWhatIsStrange();
        }
    }

    @Override
    public void endRun() {
        if (running) {
            doubtWhatIsStrange();
        }
        running = false;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add("files: what was written stays, as if each write were forced to the disk; times, owners and"
                + " permissions are not compared");
        remarks.addAll(super.remarks());
        return remarks;
    }

    /** The directory, asked for if it was not yet. */
    final synchronized FolderWatch watch() {
        FolderWatch known = watch;
        if (known == null) {
            known = new FolderWatch(new Folder(made(Objects.requireNonNull(where.get(), "directory"))));
            watch = known;
        }
        return known;
    }

    /** The directory, if it may be written to. */
    final synchronized FolderWatch admitted() {
        FolderWatch known = watch();
        if (!admitted) {
            FilesAdmission.check(known.folder(), disposable);
            admitted = true;
        }
        return known;
    }

    final <T> T pass(FileCall<T> call) {
        Gate now = gate;
        try {
            return now.pass(now.owner(null), call);
        } catch (RuntimeException refusal) {
            throw refusal;
        } catch (IOException refusal) {
            throw new UncheckedIOException(refusal);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    final void noteUseOfPath() {
        Gate now = gate;
        if (now.owner(null) != null) {
            now.note(name + ": the job asked for the directory itself; reads there by path are not seen");
        }
    }

    private void doubtWhatIsStrange() {
        List<String> strange = watch().strange();
        if (!strange.isEmpty()) {
            gate.doubt(name + ": " + strange.get(0)
                    + (strange.size() == 1 ? "" : " and " + (strange.size() - 1) + " more")
                    + " changed past Files, by its path, where no point is: no crash and no interleaving was tried there."
                    + " Let the job write through Files (write, append, move)");
        }
    }

    private static Path made(Path directory) {
        try {
            java.nio.file.Files.createDirectories(directory.toAbsolutePath());
            return directory.toRealPath();
        } catch (IOException refused) {
            throw new Misuse(
                    "Files needs a directory that it can read and write, but got " + directory + ": " + refused
                            + ". Give it another one.",
                    refused);
        }
    }
}
