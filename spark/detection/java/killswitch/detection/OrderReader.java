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
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an order from a record's bytes by the rules of the router's parser (docs/refusals.md). Nowhere stricter than that one, or an
 * order could reach the venue unmeasured.
 */
final class OrderReader {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ID = 128;
    private static final long MIN_TS = 100_000_000_000L;
    private static final long MAX_TS = 253_402_300_799_999L;
    private static final BigDecimal MAX_QTY = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(10_000_000);
    private static final BigDecimal MAX_MULTIPLIER = BigDecimal.valueOf(1_000_000);

    /** From the first that is no zero: what the router holds exactly. */
    private static final int MAX_DIGITS = 28;

    /** As finely as the router reads a number; what is less is nothing. */
    private static final int DECIMALS = 28;
    private static final int QTY_DECIMALS = 8;

    /** The first five are mandatory, and, but of a cancel, the next two. From the ninth on null is as good as none. */
    private static final String[] NAMES = {
        "order_id", "ts", "account_id", "symbol", "strategy", "side", "qty", "price",
        "parent_id", "parent_qty", "action", "orig_order_id", "order_type", "stop_price", "security_type", "multiplier", "underlying",
        "firm", "venue", "desk", "trader", "currency",
    };
    private static final int ALWAYS = 0b1_1111;
    private static final int SIDE_AND_QTY = 0b110_0000;
    private static final int PRICE = 1 << 7;
    private static final int FIRST_OPTIONAL = 8;
    private static final int ORIG_ORDER_ID = 1 << 11;
    private static final int STOP_PRICE = 1 << 13;
    private static final int MULTIPLIER = 1 << 15;

    private static final Set<String> SIDES = Set.of("BUY", "SELL", "SELL_SHORT", "SELL_SHORT_EXEMPT");
    private static final Set<String> ACTIONS = Set.of("NEW", "CANCEL", "REPLACE");
    private static final Set<String> SECURITY_TYPES = Set.of("STOCK", "OPTION", "FUTURE", "SPREAD");

    /** The prices that each must name, and no other. */
    private static final Map<String, Integer> PRICES_OF =
        Map.of("LIMIT", PRICE, "MARKET", 0, "STOP", STOP_PRICE, "STOP_LIMIT", PRICE | STOP_PRICE);

    /** A number as text: as JSON writes it, without an exponent. */
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String DOLLARS = "USD";
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
        int seen = 0, there = 0;
        String orderId = null, account = null, symbol = null, strategy = null, parent = null;
        String action = "NEW", type = "LIMIT", security = "STOCK", currency = DOLLARS;
        long ts = 0;
        BigDecimal qty = BigDecimal.ZERO, parentQty = null, price = null, stop = null, multiplier = null;
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
            if (field >= FIRST_OPTIONAL && token == JsonToken.VALUE_NULL)
                continue;
            there |= 1 << field;
            switch (field) {
                case 0 -> orderId = id(json, token);
                case 1 -> ts = time(json, token);
                case 2 -> account = name(json, token);
                case 3 -> symbol = symbol(json, token);
                case 4 -> strategy = upper(name(json, token));
                case 5 -> word(json, token, SIDES);
                case 6 -> qty = quantity(json, token);
                case 7 -> price = price(json, token);
                case 8 -> parent = id(json, token);
                case 9 -> parentQty = quantity(json, token);
                case 10 -> action = word(json, token, ACTIONS);
                case 11 -> id(json, token);
                case 12 -> type = word(json, token, PRICES_OF.keySet());
                case 13 -> stop = price(json, token);
                case 14 -> security = word(json, token, SECURITY_TYPES);
                case 15 -> multiplier = positive(number(json, token), MAX_MULTIPLIER);
                case 16 -> symbol(json, token);
                case 21 -> currency = currency(json, token);
                default -> name(json, token);
            }
        }
        if (json.nextToken() != null)
            throw new NoOrderException(Refusal.NOT_JSON);
        var isCancel = action.equals("CANCEL");
        requireShape(there, isCancel, action.equals("REPLACE"), PRICES_OF.get(type), security);
        if (!security.equals("FUTURE") && !security.equals("SPREAD") && (isNotAboveZero(price) || isNotAboveZero(stop)))
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return new Order(orderId, ts, account, symbol, isCancel, qty, currency, price, stop, multiplier, strategy, parent, parentQty);
    }

    private static void requireShape(int there, boolean isCancel, boolean isReplace, int prices, String security) throws NoOrderException {
        var required = ALWAYS | (isCancel || isReplace ? ORIG_ORDER_ID : 0);
        if (!isCancel) {
            required |= SIDE_AND_QTY | prices;
            if (security.equals("OPTION") || security.equals("FUTURE"))
                required |= MULTIPLIER;
        }
        if ((there & required) != required)
            throw new NoOrderException(Refusal.FIELD_MISSING);
        var needless = there & (PRICE | STOP_PRICE) & ~prices;
        if (!isCancel && needless != 0 || !isCancel && !isReplace && (there & ORIG_ORDER_ID) != 0)
            throw new NoOrderException(Refusal.FIELD_INVALID);
    }

    private static boolean isNotAboveZero(BigDecimal price) {
        return price != null && price.signum() <= 0;
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

    /** What a scope can be named by that is not a symbol's. */
    private static String currency(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var currency = upper(name(json, token));
        if (!CURRENCY.matcher(currency).matches())
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return currency;
    }

    private static String name(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var text = text(json, token);
        if (text.isEmpty() || text.length() > Symbols.MAX_LENGTH)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= '9' || c == '_' || c == '@'))
                throw new NoOrderException(Refusal.FIELD_INVALID);
        }
        return text;
    }

    private static String symbol(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var text = text(json, token);
        if (!Symbols.isValid(text))
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return Symbols.normalised(text);
    }

    private static String text(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        if (token != JsonToken.VALUE_STRING)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return json.getText();
    }

    private static String word(JsonParser json, JsonToken token, Set<String> words) throws IOException, NoOrderException {
        var text = text(json, token);
        if (!words.contains(text))
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return text;
    }

    private static long time(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || !isTime(json.getLongValue()))
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return json.getLongValue();
    }

    /** Whether it can be Unix ms: seconds are not. */
    static boolean isTime(long ts) {
        return ts >= MIN_TS && ts <= MAX_TS;
    }

    private static BigDecimal quantity(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var qty = positive(number(json, token), MAX_QTY);
        if (qty.stripTrailingZeros().scale() > QTY_DECIMALS)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return qty.setScale(QTY_DECIMALS);
    }

    private static BigDecimal price(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        var price = number(json, token);
        if (price.abs().compareTo(MAX_PRICE) > 0)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return price;
    }

    private static BigDecimal positive(BigDecimal number, BigDecimal max) throws NoOrderException {
        if (number.signum() <= 0 || number.compareTo(max) > 0)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return number;
    }

    private static BigDecimal number(JsonParser json, JsonToken token) throws IOException, NoOrderException {
        BigDecimal number;
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT)
            number = json.getDecimalValue();
        else if (token == JsonToken.VALUE_STRING && PLAIN.matcher(json.getText()).matches())
            number = new BigDecimal(json.getText());
        else
            throw new NoOrderException(Refusal.FIELD_INVALID);
        if (number.signum() != 0 && number.precision() > MAX_DIGITS)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        // Before anything is done with it: an exponent of a billion would be written out.
        var magnitude = (long) number.precision() - number.scale();
        if (number.signum() != 0 && magnitude > 10)
            throw new NoOrderException(Refusal.FIELD_INVALID);
        return rounded(number);
    }

    /** As finely as the router holds a number. */
    static BigDecimal rounded(BigDecimal number) {
        if (number.signum() == 0 || (long) number.precision() - number.scale() < -DECIMALS)
            return BigDecimal.ZERO;
        return number.scale() > DECIMALS ? number.setScale(DECIMALS, RoundingMode.HALF_EVEN) : number;
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
