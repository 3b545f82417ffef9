package killswitch.detection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an order from a record's bytes by the rules of the router's parser (docs/refusals.md). Nowhere stricter than that one, or an
 * order could reach the venue unmeasured.
 */
final class OrderReader {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 64;
    private static final long MAX_QTY = 1_000_000_000L;
    private static final long MAX_TS = 253_402_300_799_999L;
    private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(10_000_000);

    /** As finely as the router reads a price; what is less is nothing. */
    private static final int PRICE_DECIMALS = 28;

    /** The first eight are mandatory. */
    private static final String[] NAMES =
        { "order_id", "ts", "account_id", "symbol", "side", "qty", "price", "strategy", "parent_id", "parent_qty" };
    private static final int MANDATORY = 0xff;
    private static final Map<String, Integer> FIELDS = new HashMap<>();

    static {
        for (int i = 0; i < NAMES.length; i++)
            FIELDS.put(NAMES[i], i);
    }

    private static final JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_BYTES).maxNumberLength(MAX_BYTES).maxStringLength(MAX_BYTES).build())
        .build();

    private OrderReader() { }

    static Order read(byte[] bytes) throws NoOrderException {
        if (bytes == null || bytes.length == 0)
            throw new NoOrderException(Refusal.EMPTY);
        if (bytes.length > MAX_BYTES)
            throw new NoOrderException(Refusal.TOO_LARGE);
        requireText(bytes);
        try (var json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT)
                throw new NoOrderException(Refusal.NOT_JSON);
            return read(json);
        } catch (IOException e) {
            throw new NoOrderException(Refusal.NOT_JSON);
        }
    }

    private static Order read(JsonParser json) throws IOException, NoOrderException {
        int seen = 0;
        String orderId = null, account = null, symbol = null, strategy = null, parent = null;
        long ts = 0, qty = 0;
        Long parentQty = null;
        BigDecimal price = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.getCurrentName();
            var field = FIELDS.get(name);
            var token = json.nextToken();
            if (field == null) {
                refuseLookalike(name);
                json.skipChildren();
                continue;
            }
            if ((seen & (1 << field)) != 0)
                throw new NoOrderException(Refusal.FIELD_DUPLICATE);
            seen |= 1 << field;
            switch (field) {
                case 0 -> orderId = id(json, token);
                case 1 -> ts = whole(json, token, MAX_TS);
                case 2 -> account = name(json, token);
                case 3 -> symbol = upper(name(json, token));
                case 4 -> side(json, token);
                case 5 -> qty = whole(json, token, MAX_QTY);
                case 6 -> price = price(json, token);
                case 7 -> strategy = upper(name(json, token));
                case 8 -> parent = token == JsonToken.VALUE_NULL ? null : id(json, token);
                default -> parentQty = token == JsonToken.VALUE_NULL ? null : Long.valueOf(whole(json, token, MAX_QTY));
            }
        }
        if (json.nextToken() != null)
            throw new NoOrderException(Refusal.NOT_JSON);
        if ((seen & MANDATORY) != MANDATORY)
            throw new NoOrderException(Refusal.FIELD_MISSING);
        return new Order(orderId, ts, account, symbol, qty, price, strategy, parent, parentQty);
    }

    /** UTF-8, and nothing that a reader of JSON would take for a mark of its encoding. */
    private static void requireText(byte[] bytes) throws NoOrderException {
        var plain = true;
        for (var b : bytes) {
            if (b == 0)
                throw new NoOrderException(Refusal.NOT_JSON);
            plain &= b > 0;
        }
        if (plain)
            return;
        if (bytes[0] == (byte) 0xef)
            throw new NoOrderException(Refusal.NOT_JSON);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new NoOrderException(Refusal.NOT_JSON);
        }
    }

    /** A known name in another case: a reader that ignores case would take it for the real one. */
    private static void refuseLookalike(String name) throws NoOrderException {
        for (var known : NAMES)
            if (known.length() == name.length() && known.equals(lower(name)))
                throw new NoOrderException(Refusal.FIELD_INVALID);
    }

    private static String id(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var text = text(json, token);
        if (text.isEmpty() || text.length() > MAX_ID)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)))
                throw new NoOrderException(Refusal.FIELD_INVALID);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text))
            throw new NoOrderException(Refusal.NOT_JSON);
        return text;
    }

    /** What a scope can be named by. */
    private static String name(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var text = text(json, token);
        if (text.isEmpty() || text.length() > MAX_NAME)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= '9' || c == '_' || c == '@'))
                throw new NoOrderException(Refusal.FIELD_INVALID);
        }
        return text;
    }

    private static String text(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        if (token != JsonToken.VALUE_STRING)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return json.getText();
    }

    private static long whole(JsonParser json, JsonToken token, long max) throws IOException, NoOrderException {
        if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        var value = json.getLongValue();
        if (value < 1 || value > max)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return value;
    }

    private static BigDecimal price(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        var price = json.getDecimalValue();
        // Before anything is done with it: an exponent of a billion would be written out.
        var magnitude = (long) price.precision() - price.scale();
        if (price.signum() <= 0 || magnitude > 8 || magnitude < -PRICE_DECIMALS || price.compareTo(MAX_PRICE) > 0)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        if (price.scale() > PRICE_DECIMALS)
            price = price.setScale(PRICE_DECIMALS, RoundingMode.HALF_EVEN);
        if (price.signum() == 0)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return price;
    }

    private static void side(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var side = text(json, token);
        if (!side.equals("BUY") && !side.equals("SELL"))
            throw new NoOrderException(Refusal.FIELD_INVALID);
    }

    /** ASCII alone, as the router does it. */
    private static String upper(String text) {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) >= 'a' && text.charAt(i) <= 'z')
                return text.toUpperCase(java.util.Locale.ROOT);
        return text;
    }

    private static String lower(String text) {
        var lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++)
            if (lower[i] >= 'A' && lower[i] <= 'Z')
                lower[i] += 'a' - 'A';
        return new String(lower);
    }
}
