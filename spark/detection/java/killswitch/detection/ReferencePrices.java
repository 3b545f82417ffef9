package killswitch.detection;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The latest reference price of each symbol (prices.v1), and what orders are worth by them: however old a price is, whoever sends too much
 * is found by an old one sooner than by none. By the rules of the router's class of this name, which tells of what cannot be read. One
 * thread takes records in, any number value orders.
 */
final class ReferencePrices {
    /** Of nothing a price is known. */
    static final ReferencePrices NONE = new ReferencePrices();

    private static final String DOLLARS = "USD";

    private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(10_000_000);

    /** No order is worth more: the largest quantity at the largest price, of the largest contract. */
    private static final BigDecimal MOST = BigDecimal.TEN.pow(22);

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private static final ObjectMapper JSON = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private final Map<String, Price> latest = new ConcurrentHashMap<>();

    private record Price(BigDecimal price, String currency) { }

    /** Takes in one record. One that cannot be read ends the price before it: nobody knows whether that still holds. */
    void apply(byte[] key, byte[] value) {
        var name = key == null ? "" : new String(key, StandardCharsets.ISO_8859_1);
        if (!Symbols.isValid(name))
            return;
        var symbol = Symbols.normalised(name);
        var price = value == null ? null : read(symbol, value);
        if (price == null)
            latest.remove(symbol);
        else
            latest.put(symbol, price);
    }

    /** US dollars, to the eighth decimal, whatever the price's sign; nothing where nobody can tell. */
    BigDecimal notionalOf(Order order) {
        var price = order.price() != null ? order.price() : referenceFor(order);
        var rate = order.currency().equals(DOLLARS) ? BigDecimal.ONE : rateOf(order.currency());
        if (price == null || rate == null)
            return Pane.NOTHING;
        var worth = price.abs().multiply(order.qty());
        if (order.multiplier() != null)
            worth = worth.multiply(order.multiplier());
        return worth.multiply(rate).min(MOST).setScale(8, RoundingMode.HALF_UP);
    }

    /** What its symbol trades at, or the price that sets it off, if that is more: it trades no earlier. */
    private BigDecimal referenceFor(Order order) {
        var price = latest.get(order.symbol());
        if (price == null || !price.currency().equals(order.currency()))
            return null;
        return order.stopPrice() == null ? price.price() : price.price().abs().max(order.stopPrice().abs());
    }

    private BigDecimal rateOf(String currency) {
        var rate = latest.get(currency + "/" + DOLLARS);
        return rate != null && rate.price().signum() > 0 && rate.currency().equals(DOLLARS) ? rate.price() : null;
    }

    private static Price read(String symbol, byte[] value) {
        try {
            var json = JSON.readTree(value);
            if (json == null || !json.isObject())
                return null;
            var about = json.path("symbol").textValue();
            var price = json.path("price");
            var at = json.path("ts");
            var currency = json.path("currency");
            var isOne = about != null && Symbols.isValid(about) && Symbols.normalised(about).equals(symbol)
                && price.isNumber() && price.decimalValue().abs().compareTo(MAX_PRICE) <= 0
                && at.isIntegralNumber() && at.canConvertToLong() && OrderReader.isTime(at.longValue())
                && (isAbsent(currency) || currency.isTextual() && CURRENCY.matcher(currency.textValue()).matches());
            return isOne ? new Price(OrderReader.rounded(price.decimalValue()), isAbsent(currency) ? DOLLARS : currency.textValue()) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isAbsent(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }
}
