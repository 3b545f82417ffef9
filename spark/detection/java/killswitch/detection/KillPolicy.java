package killswitch.detection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of crossings what is written: a signal of each, and one kill a breach. In the order in which limits were crossed; of one order's
 * windows the latest commands, as it stays open longest: what is left of the same burst falls into it. Reads no clock.
 */
final class KillPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final Comparator<Crossing> AS_THEY_CAME = Comparator.comparing(Crossing::at, Measured.BY_ARRIVAL)
        .thenComparing(Comparator.comparingLong(Crossing::windowStart).reversed())
        .thenComparing(Crossing::rule);

    /** What was commanded before; whoever knows of commands tells it. */
    final Quiet quiet;

    private final Limits limits;

    /** The ids of signals of open windows with the ends of these, Unix ms: two parents may cross in one window of a strategy. */
    private final Map<String, Long> signalled = new HashMap<>();

    private long latest = Long.MIN_VALUE;

    KillPolicy(Limits limits) {
        this.limits = limits;
        quiet = new Quiet(limits);
    }

    /** @param trace A W3C trace context. */
    record Out(String topic, String key, ObjectNode value, String trace) { }

    /** @return Commands first: a kill never waits behind signals. */
    List<Out> decide(List<Crossing> crossings) {
        var commands = new ArrayList<Out>();
        var signals = new ArrayList<Out>();
        for (var crossing : crossings.stream().sorted(AS_THEY_CAME).toList()) {
            latest = Math.max(latest, crossing.at().ts());
            var names = Names.of(crossing);
            if (signalled.putIfAbsent(names.signal(), crossing.windowEnd()) != null)
                continue;
            var trace = Trace.parent(crossing.at().trace(), names.signal());
            signals.add(new Out(Topics.SIGNALS, crossing.name(), signal(crossing, names), trace));
            if (quiet.command(crossing))
                commands.add(new Out(Topics.COMMANDS, crossing.scope(), command(crossing, names), trace));
        }
        var opens = latest - limits.latenessMs() - limits.windowMs();
        quiet.forget(opens);
        signalled.values().removeIf(end -> end <= opens);
        commands.addAll(signals);
        return commands;
    }

    private ObjectNode signal(Crossing crossing, Names names) {
        return JSON.createObjectNode()
            .put("signal_id", names.signal())
            .put("ts", crossing.at().ts())
            .put("scope", crossing.scope())
            .put("metric", crossing.rule().metric)
            .put("value", plain(crossing.over().value()))
            .put("threshold", plain(crossing.over().threshold()))
            .put("window_start", crossing.windowStart())
            .put("window_end", crossing.windowEnd())
            .put("order_id", crossing.at().orderId())
            .put("corr_id", names.correlation());
    }

    private ObjectNode command(Crossing crossing, Names names) {
        var reason = crossing.scope() + " crossed " + crossing.rule().metric + ": " + crossing.over().said() + ", in the "
            + limits.windowMs() / 1000 + " s from " + SECONDS.format(Instant.ofEpochMilli(crossing.windowStart())) + "Z.";
        return JSON.createObjectNode()
            .put("cmd_id", names.command())
            .put("ts", crossing.at().ts())
            .put("scope", crossing.scope())
            .put("action", "KILL")
            .put("reason", reason)
            .put("triggered_by", "detector")
            .put("corr_id", names.correlation())
            .put("metric", crossing.rule().metric)
            .put("value", plain(crossing.over().value()).toPlainString());
    }

    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        // 100, not 1E+2.
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
