package io.troupe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.server.command.FourLetterCommands;
import org.junit.jupiter.api.Test;

class FourLetterWordTest {

    @Test
    void wordsAreThoseOfTheRealServer() {
        for (FourLetterWord word : FourLetterWord.values()) {
            int number = ByteBuffer.wrap(word.text().getBytes(StandardCharsets.US_ASCII))
                    .getInt();
            assertThat(FourLetterCommands.isKnown(number)).as(word.text()).isTrue();
            assertThat(FourLetterWord.of(number)).isEqualTo(word);
        }
        assertThat(FourLetterWord.of(44)).isNull();
        assertThat(FourLetterWord.of(0)).isNull();
    }

    @Test
    void whitelistEnablesWhatItNamesAndSrvr() {
        assertThat(FourLetterWord.enabledBy("")).containsExactly(FourLetterWord.SRVR);
        assertThat(FourLetterWord.enabledBy(" ruok, mntr ,,"))
                .containsExactlyInAnyOrder(FourLetterWord.SRVR, FourLetterWord.RUOK, FourLetterWord.MNTR);
    }

    @Test
    void whatHasNoAnswerIsNeverEnabled() {
        assertThat(FourLetterWord.enabledBy("*")).hasSize(6).allMatch(FourLetterWord::answered);
        assertThat(FourLetterWord.enabledBy("cons")).containsExactly(FourLetterWord.SRVR);
    }

    @Test
    void whatIsNoWordIsRefusedByName() {
        assertThatThrownBy(() -> FourLetterWord.enabledBy("ruok,rouk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no four-letter word is called rouk");
    }
}
