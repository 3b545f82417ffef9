package killswitch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Until when a scope's breach has its command: the end of the commanded window. What came after people restored the scope is counted
 * apart, and nothing that was commanded before keeps it quiet.
 */
final class Quiet {
    private static final Pattern COMMAND = Pattern.compile("det-([a-z_]+)-([0-9]{1,18})-(?:([0-9]{1,18})-)?[0-9a-f]{16}");

    private final Limits limits;
    private final Map<String, List<Given>> given = new HashMap<>();

    Quiet(Limits limits) {
        this.limits = limits;
    }

    private record Given(long windowStart, long epoch) { }

    /** Takes note of a command in the topic. Others than a detector's are none of its business. */
    void remember(JsonNode command) {
        var id = command.path("cmd_id").asText();
        var match = COMMAND.matcher(id);
        if (!command.path("action").asText().equals("KILL") || !match.matches())
            return;
        var scope = command.path("scope").asText();
        var start = Long.parseLong(match.group(2));
        var epoch = match.group(3) == null ? 0 : Long.parseLong(match.group(3));
        // A detector's command proves itself by its name. A window that begins after its own command was given is forged; believing it
        // would blind us to the scope.
        if (start <= command.path("ts").asLong() && id.equals(new Names(scope, match.group(1), start, epoch).command()))
            given(scope, start, epoch);
    }

    /** Whether the crossing gets a command; from then on it has one. */
    boolean command(Crossing crossing) {
        for (var g : given.getOrDefault(crossing.scope(), List.of())) {
            if (isSameCount(g, crossing) && crossing.windowStart() < g.windowStart() + limits.windowMs())
                return false;
        }
        given(crossing.scope(), crossing.windowStart(), crossing.epoch());
        return true;
    }

    /** Forgets the commands of windows that ended before {@code opens}, Unix ms, as every window that is open begins later. */
    void forget(long opens) {
        given.values().forEach(all -> all.removeIf(g -> g.windowStart() + limits.windowMs() <= opens));
        given.values().removeIf(List::isEmpty);
    }

    private void given(String scope, long start, long epoch) {
        var all = given.computeIfAbsent(scope, s -> new ArrayList<>(1));
        var one = new Given(start, epoch);
        if (!all.contains(one))
            all.add(one);
    }

    /** Commands carry a version only where they must, see {@link Restore#named}. */
    private boolean isSameCount(Given g, Crossing crossing) {
        return g.epoch() == 0
            ? new Restore(crossing.version(), crossing.countedFrom()).named(g.windowStart(), limits) == 0
            : g.epoch() == crossing.version();
    }
}
