package io.runstwice.junit.contract;

import io.runstwice.effect.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FilesContractTests extends ResourceContract<Files> {

    @TempDir
    private Path directory;

    private int directories;

    @Override
    protected Files create() {
        return Files.watching(directory.resolve("files" + ++directories));
    }

    @Override
    protected void act(Files files) {
        files.append("students.csv", "Ann");
    }
}
