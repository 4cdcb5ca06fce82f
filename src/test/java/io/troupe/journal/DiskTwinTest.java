package io.troupe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The twin must be at least as forgetful as a disk may be, and no more. */
class DiskTwinTest {
    private static final int SEEDS = 200;

    private interface Scene {
        void play(DiskTwin disk) throws IOException;
    }

    private static void write(DiskFile file, int position, String text) throws IOException {
        file.writeFully(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), position);
    }

    private static String text(DiskTwin disk) throws IOException {
        return disk.list().contains("f")
                ? new String(disk.contents("f"), StandardCharsets.US_ASCII).replace('\0', '-')
                : "gone";
    }

    /** All that can be found after the scene and a loss of power. */
    private static Set<String> outcomes(Scene scene) throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            DiskTwin disk = new DiskTwin();
            scene.play(disk);
            disk.powerLoss(seed);
            outcomes.add(text(disk));
        }
        return outcomes;
    }

    @Test
    void aProcessThatDiesLeavesAllThatItWrote() throws IOException {
        DiskTwin disk = new DiskTwin();
        write(disk.create("f"), 0, "abc");
        disk.crash();

        assertThat(text(disk)).isEqualTo("abc");
    }

    @Test
    void powerTakesAnyPartOfWhatWasNotForced() throws IOException {
        assertThat(outcomes(disk -> {
                    DiskFile file = disk.create("f");
                    write(file, 0, "abc");
                    file.force();
                    disk.forceDirectory();
                    write(file, 3, "de");
                    write(file, 5, "f");
                }))
                .containsExactlyInAnyOrder("abc", "abcd", "abcde", "abcdef", "abc--f", "abcd-f", "abc--", "abcd-");
    }

    @Test
    void powerTakesAFileWhoseNameWasNotForced() throws IOException {
        assertThat(outcomes(disk -> {
                    DiskFile file = disk.create("f");
                    write(file, 0, "abc");
                    file.force();
                }))
                .containsExactlyInAnyOrder("abc", "gone");
    }

    @Test
    void aRenameThatWasNotForcedMayHaveHappenedOrNot() throws IOException {
        assertThat(outcomes(disk -> {
                    disk.plant("f", "old".getBytes(StandardCharsets.US_ASCII));
                    disk.plant("g", "new".getBytes(StandardCharsets.US_ASCII));
                    disk.rename("g", "f");
                }))
                .containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void whatAFailedForceDidNotSaveIsReadUntilThePowerGoesAndNoLaterForceSavesIt() throws IOException {
        assertThat(outcomes(disk -> {
                    DiskFile file = disk.create("f");
                    disk.forceDirectory();
                    write(file, 0, "abc");
                    disk.strike((call, name) -> new DiskFault.Fail());
                    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
                    disk.strike(DiskFault.HEALTHY);
                    assertThat(text(disk)).isEqualTo("abc");
                    file.force();
                }))
                .containsExactly("");
    }

    @Test
    void whatIsWrittenAnewAfterAFailedForceCanBeSaved() throws IOException {
        assertThat(outcomes(disk -> {
                    DiskFile file = disk.create("f");
                    disk.forceDirectory();
                    write(file, 0, "abc");
                    disk.strike((call, name) -> new DiskFault.Fail());
                    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
                    disk.strike(DiskFault.HEALTHY);
                    write(file, 0, "abc");
                    file.force();
                }))
                .containsExactly("abc");
    }

    @Test
    void aStallIsReportedAndNotSlept() throws IOException {
        DiskTwin disk = new DiskTwin();
        disk.strike((call, name) -> new DiskFault.Stall(40));
        disk.create("f").force();

        assertThat(disk.takeStallMillis()).isEqualTo(80);
        assertThat(disk.takeStallMillis()).isZero();
    }

    @Test
    void aProcessThatDiedHasNoFilesOpen() throws IOException {
        DiskTwin disk = new DiskTwin();
        DiskFile file = disk.create("f");
        disk.crash();

        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    }
}
