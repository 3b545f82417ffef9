package killswitch.detection;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Of a W3C trace context the 16 bytes of the trace and the 8 of the span: all that is kept of it. */
final class Trace {
    private static final Pattern CONTEXT = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");
    private static final HexFormat HEX = HexFormat.of();

    private Trace() { }

    /** @return Null for what is no trace context. */
    static byte[] of(byte[] traceParent) {
        if (traceParent == null || traceParent.length != 55)
            return null;
        var match = CONTEXT.matcher(new String(traceParent, StandardCharsets.ISO_8859_1));
        return match.matches() ? HEX.parseHex(match.group(1) + match.group(2)) : null;
    }

    /** The trace, or where there is none one that begins at the breach, and is the same each time the breach is computed. */
    static String parent(byte[] trace, String signalId) {
        var hex = trace.length == 24 ? HEX.formatHex(trace) : Names.sha256(signalId).substring(0, 48);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
