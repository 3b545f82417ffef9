package killswitch.detection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Small binary texts: whole numbers in as many bytes as they need, texts in UTF-8 behind their length. */
final class Bytes {
    private Bytes() { }

    static final class Writer {
        private byte[] bytes;
        private int length;

        Writer(int expected) {
            bytes = new byte[expected];
        }

        int length() {
            return length;
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, length);
        }

        void whole(long value) {
            room(10);
            // Small ones take a byte, negative ones too.
            var rest = (value << 1) ^ (value >> 63);
            while ((rest & ~0x7fL) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        void raw(byte[] value) {
            whole(value.length);
            room(value.length);
            System.arraycopy(value, 0, bytes, length, value.length);
            length += value.length;
        }

        /** What has a null is as long as -1. */
        void text(String value) {
            if (value == null)
                whole(-1);
            else
                raw(value.getBytes(StandardCharsets.UTF_8));
        }

        /** US dollars or shares, to the eighth decimal. */
        void decimal(BigDecimal value) {
            raw(value.unscaledValue().toByteArray());
        }

        private void room(int more) {
            if (length + more > bytes.length)
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean atEnd() {
            return at == bytes.length;
        }

        long whole() {
            long rest = 0;
            for (int shift = 0; ; shift += 7) {
                var b = bytes[at++];
                rest |= (b & 0x7fL) << shift;
                if (b >= 0)
                    return (rest >>> 1) ^ -(rest & 1);
            }
        }

        byte[] raw() {
            return raw((int) whole());
        }

        String text() {
            var length = (int) whole();
            if (length < 0)
                return null;
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }

        BigDecimal decimal() {
            return new BigDecimal(new BigInteger(raw()), 8);
        }

        private byte[] raw(int length) {
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }
    }
}
