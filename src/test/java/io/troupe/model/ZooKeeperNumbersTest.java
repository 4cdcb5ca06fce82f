package io.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** Every number that travels is the real client's. */
class ZooKeeperNumbersTest {

    @Test
    void errorCodesAreThoseOfTheRealClient() {
        for (ErrorCode error : ErrorCode.values()) {
            assertThat(KeeperException.Code.get(error.code())).as(error.name()).isNotNull();
            assertThat(plain(KeeperException.Code.get(error.code()).name())).isEqualTo(plain(error.name()));
            assertThat(ErrorCode.of(error.code())).isEqualTo(error);
        }
        for (KeeperException.Code real : KeeperException.Code.values()) {
            assertThat(ErrorCode.of(real.intValue()).code()).isEqualTo(real.intValue());
        }
        assertThatThrownBy(() -> ErrorCode.of(-999)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void createFlagsAreThoseOfTheRealClient() throws KeeperException {
        for (CreateMode mode : CreateMode.values()) {
            var real = org.apache.zookeeper.CreateMode.fromFlag(mode.flag());
            assertThat(real.name()).isEqualTo(mode.name());
            assertThat(real.isEphemeral()).isEqualTo(mode.ephemeral());
            assertThat(real.isSequential()).isEqualTo(mode.sequential());
            assertThat(real.isTTL()).isEqualTo(mode.hasTtl());
            assertThat(CreateMode.of(mode.flag())).contains(mode);
        }
        assertThat(CreateMode.of(-1)).isEmpty();
        assertThat(CreateMode.of(7)).isEmpty();
    }

    @Test
    void opCodesAreThoseOfTheRealClient() throws IllegalAccessException {
        Map<String, Integer> real = constants(ZooDefs.OpCode.class);
        for (Map.Entry<String, Integer> ours : constants(OpCode.class).entrySet()) {
            assertThat(real).containsEntry(ours.getKey(), ours.getValue());
        }
    }

    @Test
    void permissionsAndKindsOfWatchesAreThoseOfTheRealClient() {
        assertThat(Acl.READ).isEqualTo(ZooDefs.Perms.READ);
        assertThat(Acl.WRITE).isEqualTo(ZooDefs.Perms.WRITE);
        assertThat(Acl.CREATE).isEqualTo(ZooDefs.Perms.CREATE);
        assertThat(Acl.DELETE).isEqualTo(ZooDefs.Perms.DELETE);
        assertThat(Acl.ADMIN).isEqualTo(ZooDefs.Perms.ADMIN);
        assertThat(Acl.ALL).isEqualTo(ZooDefs.Perms.ALL);
        assertThat(WatchKind.CHILDREN.code()).isEqualTo(WatcherType.Children.getIntValue());
        assertThat(WatchKind.DATA.code()).isEqualTo(WatcherType.Data.getIntValue());
        assertThat(WatchKind.ANY.code()).isEqualTo(WatcherType.Any.getIntValue());
    }

    private static Map<String, Integer> constants(Class<?> holder) throws IllegalAccessException {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : holder.getFields()) {
            if (field.getType() == int.class) {
                constants.put(plain(field.getName()), field.getInt(null));
            }
        }
        return constants;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
