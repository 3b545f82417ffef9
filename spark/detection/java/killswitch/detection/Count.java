package killswitch.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a group has counted since one restore: its panes, by time, and which of its windows have told of which rule. */
final class Count {
    Restore from;
    final List<Pane> panes = new ArrayList<>();

    /** By the window's start, a bit for each rule. */
    final Map<Long, Integer> told = new HashMap<>();

    Count(Restore from) {
        this.from = from;
    }

    Pane pane(long start) {
        var at = indexOf(start);
        if (at < panes.size() && panes.get(at).start == start)
            return panes.get(at);
        var pane = new Pane(start);
        panes.add(at, pane);
        return pane;
    }

    /** The panes from {@code start} to before {@code end}. */
    Window window(long start, long end) {
        return new Window(panes.subList(indexOf(start), indexOf(end)));
    }

    boolean hasTold(Rule rule, long windowStart) {
        return (told.getOrDefault(windowStart, 0) & bit(rule)) != 0;
    }

    void tell(Rule rule, long windowStart) {
        told.merge(windowStart, bit(rule), (a, b) -> a | b);
    }

    /** Drops what only closed windows hold: the last window of a pane is the one that begins with it. */
    void close(long watermark, Limits limits) {
        panes.removeIf(pane -> pane.start + limits.windowMs() <= watermark);
        told.keySet().removeIf(start -> start + limits.windowMs() <= watermark);
    }

    private static int bit(Rule rule) {
        return 1 << rule.ordinal();
    }

    private int indexOf(long start) {
        // A handful of panes, newest last, and most orders are for the newest.
        var at = panes.size();
        while (at > 0 && panes.get(at - 1).start >= start)
            at--;
        return at;
    }
}
