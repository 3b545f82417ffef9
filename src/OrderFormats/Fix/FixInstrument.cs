using System.Globalization;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// What is traded, as one symbol: a share's with its suffix (65), an option's as the OCC writes it, a future's with its month.
/// </summary>
/// <param name="Symbol">Null where the message names none.</param>
/// <param name="SymbolFrom">Which fields say it.</param>
/// <param name="SecurityType">The contract's word; null for a share.</param>
/// <param name="Underlying">Null where there is none.</param>
/// <param name="UnderlyingFrom">Which field says it.</param>
internal readonly record struct FixInstrument(
    string? Symbol,
    string SymbolFrom,
    string? SecurityType,
    string? Underlying,
    string UnderlyingFrom
)
{
    /// <summary>What FIX writes for what has no symbol.</summary>
    private const string NoSymbol = "[N/A]";

    private const string Option = "OPTION";
    private const string Future = "FUTURE";
    private const int StrikesPerUnit = 1000;
    private const long MaxStrike = 99_999_999;

    /// <summary>All but its symbol, where that is said elsewhere.</summary>
    /// <exception cref="RecordRefusedException">Its type is none that is known.</exception>
    public static FixInstrument Unnamed(FixMessage message) =>
        new(null, "", TypeOf(message), message.Text(FixTags.UnderlyingSymbol), "311");

    /// <exception cref="RecordRefusedException">It cannot be named.</exception>
    public static FixInstrument Of(FixMessage message)
    {
        var symbol = message.Text(FixTags.Symbol);
        if (symbol == NoSymbol)
            throw new RecordRefusedException(
                RecordRefusalCode.InstrumentUnnamed,
                "its symbol (55) is [N/A]: a kill of a symbol could not find it. If the id (48) is to be its symbol, map it: {\"symbol\":\"48\"}"
            );
        var named = Unnamed(message) with { Symbol = symbol, SymbolFrom = "55" };
        if (symbol is null)
            return named;
        // What it is on is its root, unless the message says otherwise.
        var derived = named.Underlying is null ? named with { Underlying = symbol, UnderlyingFrom = "55" } : named;
        if (named.SecurityType == Option && SymbolName.IsValid(symbol) && SymbolName.OptionRoot(SymbolName.Normalised(symbol)) is { } root)
            return named with { Underlying = named.Underlying ?? root, UnderlyingFrom = named.Underlying is null ? "55" : "311" };
        if (named.SecurityType == Option)
            return derived with { Symbol = OptionSymbol(message, symbol), SymbolFrom = "55, 541 or 200, 201, 202" };
        if (named.SecurityType == Future && Expiry(message) is { } month)
            return derived with { Symbol = $"{symbol} {month}", SymbolFrom = "55, 541 or 200" };
        return message.Text(FixTags.SymbolSfx) is { } suffix
            ? named with { Symbol = $"{symbol} {suffix}", SymbolFrom = "55, 65" }
            : named;
    }

    private static string? TypeOf(FixMessage message) => message.Text(FixTags.SecurityType) switch
    {
        "CS" or "PS" or "ETF" => null,
        "OPT" or "OOF" => Option,
        "FUT" => Future,
        "MLEG" => "SPREAD",
        // Fields that an option alone has.
        null when message.Text(FixTags.PutOrCall) is not null => Option,
        null => TypeByCfi(message),
        var other => throw new RecordRefusedException(
            RecordRefusalCode.ValueUnknown,
            $"its security type (167) is '{Shown.Of(other)}'; CS, PS, ETF, OPT, OOF, FUT and MLEG are read"
        ),
    };

    /// <summary>As FIX 4.4 and later recommend; what has a maturity or a strike and says no type is no share.</summary>
    private static string? TypeByCfi(FixMessage message) => message.Text(FixTags.CfiCode) switch
    {
        ['O', ..] => Option,
        ['F', ..] => Future,
        ['E', ..] => null,
        null when IsDerived(message) => throw new RecordRefusedException(
            RecordRefusalCode.InstrumentUnnamed,
            "it has a maturity or a strike (200, 541, 202), and neither security type (167) nor CFI code (461)"
        ),
        null => null,
        var other => throw new RecordRefusedException(
            RecordRefusalCode.ValueUnknown,
            $"its CFI code (461) is '{Shown.Of(other)}'; E, F and O are read"
        ),
    };

    private static bool IsDerived(FixMessage message) =>
        message.Text(FixTags.MaturityMonthYear) is not null
        || message.Text(FixTags.MaturityDate) is not null
        || message.Text(FixTags.StrikePrice) is not null;

    private static string OptionSymbol(FixMessage message, string root)
    {
        var strike = message.Text(FixTags.StrikePrice) ?? throw Nameless("its strike (202) is not there");
        var right = message.Text(FixTags.PutOrCall) switch
        {
            "0" => 'P',
            "1" => 'C',
            var other => throw Nameless($"PutOrCall (201) is {(other is null ? "not there" : $"'{Shown.Of(other)}'")}"),
        };
        if (
            Expiry(message) is not { Length: 8 } expiry
            || !DateOnly.TryParseExact(expiry, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
            throw Nameless("the day of its expiry is not said (541, or 200 with 205)");
        if (
            !decimal.TryParse(strike, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            || price is <= 0 or > MaxStrike
            || price * StrikesPerUnit is var strikes
                && (strikes > MaxStrike || strikes != decimal.Truncate(strikes))
        )
            throw Nameless($"its strike (202) is '{Shown.Of(strike)}'");
        return string.Create(CultureInfo.InvariantCulture, $"{root}{day:yyMMdd}{right}{(long)(price * StrikesPerUnit):00000000}");
    }

    /// <summary>As said: <c>20260116</c>, or <c>202601</c>.</summary>
    private static string? Expiry(FixMessage message)
    {
        if (message.Text(FixTags.MaturityDate) is { } date)
            return date;
        var month = message.Text(FixTags.MaturityMonthYear);
        return month is { Length: 6 } && message.Text(FixTags.MaturityDay) is { } day ? month + day.PadLeft(2, '0') : month;
    }

    private static RecordRefusedException Nameless(string why) =>
        new(RecordRefusalCode.InstrumentUnnamed, $"its option cannot be named: {why}");
}
