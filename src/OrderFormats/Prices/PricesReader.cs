using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.OrderFormats.Times;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Text;
using nietras.SeparatedValues;

namespace KillSwitch.OrderFormats.Prices;

/// <summary>
/// Reads reference prices: CSV with the columns <c>symbol</c> and <c>price</c>, or a JSON object a line as in <c>prices.v1</c>. A time
/// (<c>ts</c>) and a <c>currency</c> may stand beside them. With anything wrong in it, nothing is taken.
/// </summary>
public sealed class PricesReader
{
    private const int MostProblems = 20;
    private static readonly string[] s_columns = ["symbol", "price", "ts", "currency"];

    private readonly List<string> _problems = [];
    private readonly List<PriceState> _prices = [];
    private readonly long _nowInMs;
    private int _wrong, _width;

    private PricesReader(long nowInMs) => _nowInMs = nowInMs;

    /// <param name="path">A file.</param>
    /// <param name="nowInMs">As of when prices are that do not say it, Unix ms.</param>
    /// <exception cref="PricesException">It cannot be read, or has problems.</exception>
    public static IReadOnlyList<PriceState> Load(string path, long nowInMs)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path, nowInMs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PricesException($"The prices {path} cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="Load"/>
    /// <param name="bytes">The file.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="nowInMs">As there.</param>
    public static IReadOnlyList<PriceState> Read(byte[] bytes, string source, long nowInMs)
    {
        if (!Utf8.IsValid(bytes))
            throw new PricesException($"The prices {source} are not UTF-8.");
        var reader = new PricesReader(nowInMs);
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        if (text.AsSpan().TrimStart().StartsWith("["))
            throw new PricesException($"The prices {source} are a JSON array. Write one object a line, without commas between them.");
        if (text.AsSpan().TrimStart().StartsWith("{"))
            reader.ReadJson(text);
        else
            reader.ReadCsv(text, source);
        if (reader._wrong > 0)
            throw new PricesException(
                $"The prices {source} have {reader._wrong} problem{(reader._wrong == 1 ? "" : "s")}, and none was published:\n- {string.Join("\n- ", reader._problems)}"
            );
        return reader._prices.Count > 0 ? reader._prices : throw new PricesException($"There is no price in {source}.");
    }

    /// <param name="said"><c>AAPL=190.50</c>.</param>
    /// <param name="nowInMs">As of when that is, Unix ms.</param>
    /// <exception cref="PricesException">It is no price.</exception>
    public static PriceState Parse(string said, long nowInMs)
    {
        // An equals sign may stand in a symbol, and none in a number.
        var at = said.LastIndexOf('=');
        if (at <= 0 || !TryNumber(said[(at + 1)..], out var price))
            throw new PricesException($"{VisibleText.Of(said)} is no price. Write SYMBOL=PRICE, as in AAPL=190.50, or name a file.");
        var state = new PriceState(said[..at], price, nowInMs);
        return PriceProblem.Of(state) is { } problem ? throw new PricesException($"{VisibleText.Of(said)}: {problem}.") : state;
    }

    private void ReadJson(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                var price = JsonSerializer.Deserialize(line, ContractsJson.Default.PriceState);
                if (price is null)
                    Refuse(number, "it is null");
                else
                    Take(number, price);
            }
            catch (JsonException)
            {
                Refuse(number, JsonPriceProblem.Of(line));
            }
        }
    }

    private void ReadCsv(string text, string source)
    {
        try
        {
            using var rows = Sep
                .Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true, Trim = SepTrim.Outer })
                .FromText(text);
            int[]? columns = null;
            foreach (var row in rows)
            {
                if (row.ColCount == 1 && row[0].Span.IsWhiteSpace())
                    continue;
                if (columns is not null)
                    Take(row, columns);
                else
                    (columns, _width) = (Columns(row, source), row.ColCount);
            }
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw new PricesException($"The prices {source} cannot be read as CSV: {e.Message}", e);
        }
    }

    /// <summary>Where each of <see cref="s_columns"/> stands; -1 where it does not.</summary>
    private static int[] Columns(SepReader.Row header, string source)
    {
        var names = new List<string>();
        for (var i = 0; i < header.ColCount; i++)
            names.Add(header[i].ToString().ToLowerInvariant());
        foreach (var twice in s_columns.Where(c => names.Count(n => n == c) > 1))
            throw new PricesException($"The prices {source} have two columns {twice}. Take one of them away.");
        if (!names.Contains(s_columns[0]) || !names.Contains(s_columns[1]))
            throw new PricesException(
                $"The prices {source} begin with '{VisibleText.Of(string.Join(',', names))}'. The first line must name the columns: symbol,price and, where they are known, ts,currency."
            );
        return [.. s_columns.Select(column => names.IndexOf(column))];
    }

    private void Take(SepReader.Row row, int[] columns)
    {
        var line = row.LineNumberFrom;
        if (row.ColCount != _width)
        {
            Refuse(line, $"it has {row.ColCount} columns, and the header has {_width}. Put quotes around a value that holds the separator");
            return;
        }
        var (symbol, price) = (row[columns[0]].ToString(), row[columns[1]].ToString());
        var at = columns[2] < 0 ? "" : row[columns[2]].ToString();
        var currency = columns[3] < 0 ? "" : row[columns[3]].ToString();
        var ts = _nowInMs;
        if (!TryNumber(price, out var number))
            Refuse(line, $"its price is '{VisibleText.Of(price)}', which is no number");
        else if (at.Length > 0 && OrderTime.Read(at, zone: null, out ts) is { } why)
            Refuse(line, $"its ts '{VisibleText.Of(at)}' {why}");
        else
            Take(line, new PriceState(symbol, number, ts, currency.Length == 0 ? null : currency.ToUpperInvariant()));
    }

    private void Take(int line, PriceState price)
    {
        if (PriceProblem.Of(price) is { } problem)
            Refuse(line, problem);
        else
            _prices.Add(price);
    }

    private void Refuse(int line, string why)
    {
        _wrong++;
        if (_problems.Count < MostProblems)
            _problems.Add($"line {line}: {why}.");
        else if (_problems.Count == MostProblems)
            _problems.Add("and more.");
    }

    private static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        return PlainNumber.TryNormalise(text, out var plain)
            && decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out number);
    }
}
