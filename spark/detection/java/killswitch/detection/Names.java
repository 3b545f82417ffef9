package killswitch.detection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of a breach: functions of scope, rule, window and epoch alone, so that whoever computes it again names it the same. */
record Names(String scope, String metric, long windowStart, long epoch) {
    static Names of(Crossing crossing) {
        return new Names(crossing.scope(), crossing.rule().metric, crossing.windowStart(), crossing.epoch());
    }

    String signal() {
        return "sig-" + hash();
    }

    String correlation() {
        return "corr-" + hash();
    }

    String command() {
        return "det-" + metric + "-" + windowStart + "-" + (epoch == 0 ? "" : epoch + "-") + hash();
    }

    private String hash() {
        return sha256(scope + "\n" + metric + "\n" + windowStart + (epoch == 0 ? "" : "\n" + epoch)).substring(0, 16);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
