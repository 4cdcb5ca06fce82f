package io.troupe.tree;

import io.troupe.model.CreateMode;
import io.troupe.model.HashRing;
import io.troupe.model.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where paths live. Every first segment belongs to one subtree, and {@code /zookeeper/quota/x/…} belongs with x; the
 * crown has what stands above all of them: {@code /}, {@code /zookeeper}, {@code /zookeeper/quota} and
 * {@code /zookeeper/config}. Total: whatever is no path has a place too. Has one owner, since it remembers.
 */
public final class Routes {
    /** The place of what belongs to no subtree. */
    public static final int CROWN = -1;

    private static final String QUOTA_PREFIX = "/zookeeper/quota/";

    /** Hashing costs more than looking up; a power of two. */
    private static final int REMEMBERED = 1024;

    private final HashRing ring;
    private final Places everywhere;
    private final int count;
    private final @Nullable String[] rememberedKeys = new String[REMEMBERED];
    private final byte[] rememberedOwners = new byte[REMEMBERED];

    /** The members of {@code ring} are the {@code count} subtrees, in their order. */
    public Routes(HashRing ring, int count) {
        if (count < 1 || count > Places.SUBTREES_MAX) {
            throw new IllegalArgumentException("there can be 1 to " + Places.SUBTREES_MAX + " subtrees, not " + count);
        }
        this.ring = ring;
        this.count = count;
        this.everywhere = Places.allOf(count).with(Places.CROWN);
    }

    /** The number of the subtree to which {@code path} belongs, or {@link #CROWN}. */
    public int placeOf(String path) {
        if (path.isEmpty() || path.charAt(0) != '/' || Crown.has(path)) {
            return CROWN;
        }
        int start = path.startsWith(QUOTA_PREFIX) ? QUOTA_PREFIX.length() : 1;
        int slash = path.indexOf('/', start);
        return ownerOf(path.substring(start, slash < 0 ? path.length() : slash));
    }

    private int ownerOf(String key) {
        int slot = (key.hashCode() ^ key.hashCode() >>> 16) & REMEMBERED - 1;
        if (!key.equals(rememberedKeys[slot])) {
            rememberedOwners[slot] = (byte) ring.ownerOf(key);
            rememberedKeys[slot] = key;
        }
        return rememberedOwners[slot];
    }

    /** All that {@code entry} may touch. What ends a session touches where that session may have ephemerals. */
    public Places placesOf(Entry entry, SessionTable sessions) {
        if (entry instanceof Entry.ClientWrite write) {
            return placesOf(write.request());
        }
        if (entry instanceof Entry.Collect collect) {
            return ofNodeAndParent(collect.path());
        }
        if (entry instanceof Entry.CloseSession close) {
            return sessions.placesOfEphemerals(close.session()).with(Places.CROWN);
        }
        if (entry instanceof Entry.ExpireSession expire) {
            return sessions.placesOfEphemerals(expire.session()).with(Places.CROWN);
        }
        return Places.CROWN;
    }

    private Places placesOf(Request.Write request) {
        if (request instanceof Request.Multi multi) {
            Places places = Places.NONE;
            for (Request.MultiOp operation : multi.operations()) {
                places = places.with(placesOf(operation));
            }
            return places.equals(Places.NONE) ? Places.CROWN : places;
        }
        if (request instanceof Request.SetAcl setAcl) {
            return of(setAcl.path());
        }
        return placesOf((Request.MultiOp) request);
    }

    private Places placesOf(Request.MultiOp operation) {
        if (operation instanceof Request.Create create) {
            return placesOf(create);
        }
        return operation instanceof Request.Delete ? ofNodeAndParent(operation.path()) : of(operation.path());
    }

    /** Whose name is a number yet to be drawn may be anywhere, if it is that name which decides. */
    private Places placesOf(Request.Create create) {
        boolean sequential =
                CreateMode.of(create.flags()).map(CreateMode::sequential).orElse(false);
        if (!sequential) {
            return ofNodeAndParent(create.path());
        }
        Places parent = of(Paths.parentOf(create.path()));
        return parent.equals(Places.CROWN) ? everywhere : parent;
    }

    private Places ofNodeAndParent(String path) {
        return of(path).with(of(Paths.parentOf(path)));
    }

    private Places of(String path) {
        int place = placeOf(path);
        return place == CROWN ? Places.CROWN : Places.subtree(place);
    }

    /** The place of what {@code read} asks for; setWatches has to be {@linkplain #split} first. */
    public int placeOf(Request.Read read) {
        return placeOf(ReadPath.of(read));
    }

    /** The share of each subtree, by its number, and last that of the crown; null where there is none. */
    public List<Request.@Nullable SetWatches> split(Request.SetWatches watches) {
        return new WatchesSplit(this, count).split(watches);
    }
}
