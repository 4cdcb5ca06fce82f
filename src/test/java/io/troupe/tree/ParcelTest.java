package io.troupe.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.troupe.Seeds;
import io.troupe.model.Identity;
import io.troupe.model.OpCode;
import io.troupe.model.Request;
import io.troupe.wire.RequestEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Entries survive the way through bytes, and bytes that are none are refused. */
class ParcelTest {
    private static final List<Identity> ANN = List.of(new Identity("ip", "10.0.0.1"), new Identity("digest", "ann:h"));

    private static PendingEntry.Write write(long sequence, List<Identity> identities, Request.Write request) {
        return new PendingEntry.Write(1, 2, sequence, identities, request.opCode(), RequestEncoder.body(request));
    }

    private static List<Entry> decoded(byte[] parcel) {
        return Parcel.decode(ByteBuffer.wrap(parcel));
    }

    private static List<PendingEntry> oneOfEach() {
        return List.of(
                write(1, ANN, new Request.Delete("/a", 3)),
                new Entry.CloseSession(4, 5, 6),
                new Entry.CreateSession(7, new byte[] {8, 9}, 10, 11),
                new Entry.AttachSession(12, new byte[] {13}, 14, 15, 16),
                new Entry.ExpireSession(17, 18),
                new Entry.Collect("/c", 19),
                write(2, List.of(), TreeUnderTest.create("/b")));
    }

    @Test
    void everyKindOfEntryComesBack() {
        List<Entry> entries = decoded(Parcel.encode(oneOfEach()));

        assertThat(entries)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Entry.ClientWrite(1, 2, 1, ANN, new Request.Delete("/a", 3)),
                        new Entry.CloseSession(4, 5, 6),
                        new Entry.CreateSession(7, new byte[] {8, 9}, 10, 11),
                        new Entry.AttachSession(12, new byte[] {13}, 14, 15, 16),
                        new Entry.ExpireSession(17, 18),
                        new Entry.Collect("/c", 19),
                        new Entry.ClientWrite(1, 2, 2, List.of(), TreeUnderTest.create("/b")));
    }

    @Test
    void identitiesStandOnceAndAreSharedAfterwards() {
        List<PendingEntry> many = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            many.add(write(i, ANN, new Request.Delete("/a", -1)));
        }
        int one = Parcel.encode(many.subList(0, 1)).length;
        int two = Parcel.encode(many.subList(0, 2)).length;

        List<Entry> entries = decoded(Parcel.encode(many));

        assertThat(Parcel.encode(many)).hasSize(one + 99 * (two - one));
        assertThat(two - one).isLessThan(60);
        assertThat(((Entry.ClientWrite) entries.get(0)).identities())
                .isSameAs(((Entry.ClientWrite) entries.get(99)).identities());
    }

    @Test
    void aBodyThatIsNoneIsAnUnreadableEntryAndSpoilsNoOther() {
        List<PendingEntry> entries = List.of(
                new PendingEntry.Write(1, 2, 1, ANN, OpCode.CREATE, new byte[] {0, 0, 0, 9}),
                new PendingEntry.Write(1, 2, 2, ANN, OpCode.GET_DATA, new byte[0]),
                write(3, ANN, new Request.Delete("/a", -1)));

        assertThat(decoded(Parcel.encode(entries)))
                .containsExactly(
                        new Entry.Unreadable(1, 2, 1),
                        new Entry.Unreadable(1, 2, 2),
                        new Entry.ClientWrite(1, 2, 3, ANN, new Request.Delete("/a", -1)));
    }

    @Test
    void nothingOfTheBufferIsKeptAndItMayBeReadOnly() {
        byte[] parcel = Parcel.encode(List.of(write(1, ANN, TreeUnderTest.setData("/a", "data"))));
        byte[] within = new byte[parcel.length + 10];
        System.arraycopy(parcel, 0, within, 7, parcel.length);
        ByteBuffer view = ByteBuffer.wrap(within, 7, parcel.length).slice();

        List<Entry> entries = Parcel.decode(view.asReadOnlyBuffer());
        List<Entry> entriesOfArray = Parcel.decode(view);
        Arrays.fill(within, (byte) -1);

        for (Entry entry : List.of(entries.get(0), entriesOfArray.get(0))) {
            Request.SetData setData = (Request.SetData) ((Entry.ClientWrite) entry).request();
            assertThat(setData.data()).isEqualTo(TreeUnderTest.bytes("data"));
        }
    }

    @Test
    void whatIsCutOrGoesOnIsRefused() {
        byte[] parcel = Parcel.encode(oneOfEach());
        for (int length = 0; length < parcel.length; length++) {
            byte[] cut = Arrays.copyOf(parcel, length);
            assertThatThrownBy(() -> decoded(cut)).isInstanceOf(MalformedParcel.class);
        }
        assertThatThrownBy(() -> decoded(Arrays.copyOf(parcel, parcel.length + 1)))
                .isInstanceOf(MalformedParcel.class);
    }

    @Test
    void whatIsDamagedIsRefusedOrDecodedAndNothingElse() {
        Seeds.each(ParcelTest.class, 2, seed -> damage(new Random(seed)));
    }

    private static void damage(Random random) {
        byte[] parcel = Parcel.encode(oneOfEach());
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = parcel.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(decoded(damaged)).isNotNull();
            } catch (MalformedParcel refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
