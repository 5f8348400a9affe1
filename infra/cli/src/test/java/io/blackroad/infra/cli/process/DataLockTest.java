package io.blackroad.infra.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
    @TempDir
    Path folder;

    @Test
    void namesTheProcessThatHoldsTheFolder() {
        DataLock lock = DataLock.take(folder.resolve("data"));
        try {
            assertThatThrownBy(() -> DataLock.take(folder.resolve("data")))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data DIR");
            assertThat(DataLock.holderOf(folder.resolve("data")))
                    .isEqualTo(ProcessHandle.current().pid());
        } finally {
            lock.close();
        }
    }

    @Test
    void isFreeAgainOnceReleasedWhateverTheFileSays() {
        DataLock.take(folder).close();

        assertThat(DataLock.holderOf(folder)).isZero();
        DataLock.take(folder).close();
    }

    @Test
    void saysSoWhenTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataLock.take(file)).hasMessageContaining("cannot write in the data folder " + file);
    }
}
