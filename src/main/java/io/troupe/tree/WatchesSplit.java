package io.troupe.tree;

import io.troupe.model.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a setWatches apart by where its paths live. */
final class WatchesSplit {
    private final Routes routes;
    private final List<Share> shares = new ArrayList<>();

    private record Share(List<String> data, List<String> exists, List<String> children) {
        Share() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        boolean isEmpty() {
            return data.isEmpty() && exists.isEmpty() && children.isEmpty();
        }
    }

    WatchesSplit(Routes routes, int subtrees) {
        this.routes = routes;
        for (int i = 0; i <= subtrees; i++) {
            shares.add(new Share());
        }
    }

    List<Request.@Nullable SetWatches> split(Request.SetWatches watches) {
        deal(watches.data(), Share::data);
        deal(watches.exists(), Share::exists);
        deal(watches.children(), Share::children);
        List<Request.@Nullable SetWatches> split = new ArrayList<>(shares.size());
        for (Share share : shares) {
            split.add(
                    share.isEmpty()
                            ? null
                            : new Request.SetWatches(watches.relativeZxid(), share.data, share.exists, share.children));
        }
        return split;
    }

    private void deal(List<String> paths, Function<Share, List<String>> table) {
        for (String path : paths) {
            int place = routes.placeOf(path);
            Share share = shares.get(place == Routes.CROWN ? shares.size() - 1 : place);
            table.apply(share).add(path);
        }
    }
}
