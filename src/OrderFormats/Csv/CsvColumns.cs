using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Csv;

/// <summary>Which column becomes which member: by the user's mapping, or by its name, which is the member's in any case.</summary>
internal sealed class CsvColumns
{
    /// <summary>A member with the column it comes from.</summary>
    /// <param name="Member">Of the order.</param>
    /// <param name="Index">The column; -1 where it is always the same.</param>
    /// <param name="From">The column's name.</param>
    /// <param name="Field">What the mapping says of it; null where it does not.</param>
    internal readonly record struct Column(string Member, int Index, string From, MappedField? Field);

    private const int MostNamed = 40;

    private static readonly string[] s_always =
    [
        OrderMembers.OrderId,
        OrderMembers.Ts,
        OrderMembers.AccountId,
        OrderMembers.Symbol,
    ];

    /// <summary>What some programs call the column of the currency that prices are in.</summary>
    private const string ShortCurrency = "ccy";

    private CsvColumns(IReadOnlyList<Column> all, IReadOnlyList<string> header)
    {
        All = all;
        Unread = [.. Enumerable.Range(0, header.Count).Except(all.Select(column => column.Index)).Select(i => header[i])];
    }

    public IReadOnlyList<Column> All { get; }

    /// <summary>The names of those that nothing is made of.</summary>
    public IReadOnlyList<string> Unread { get; }

    /// <exception cref="OrdersFileException">A member that every order has comes from nowhere, or two columns are meant.</exception>
    public static CsvColumns Of(IReadOnlyList<string> header, ReadingOptions options)
    {
        var columns = new List<Column>();
        foreach (var member in OrderMembers.All)
        {
            if (options.Mapping.Of(member) is { } field)
                columns.Add(Mapped(member, field, header, options));
            else if (Named(member, header, options) is var at and >= 0)
                columns.Add(new Column(member, at, header[at], null));
        }
        var missing = s_always.Except(columns.Select(column => column.Member)).ToList();
        if (missing.Count > 0)
            throw new OrdersFileException(
                $"{options.FileName} has no column for {string.Join(", ", missing)}, which every order has. Its columns are {Shown(header)}. Say which are meant with --mapping FILE.json, as in {{\"{missing[0]}\":\"{Orders.Shown.Of(header[0])}\"}}."
            );
        if (options.Strategy is null && !columns.Exists(column => column.Member == OrderMembers.Strategy))
            throw new OrdersFileException(
                $"{options.FileName} has no column for strategy, which every order has. Give all of them one with --strategy NAME, or say in --mapping which column it is."
            );
        return new CsvColumns(columns, header);
    }

    /// <summary>Whether a column's name is a member's.</summary>
    public static bool IsMember(string column) => OrderMembers.All.Any(member => Normalised(column) == member);

    private static Column Mapped(string member, MappedField field, IReadOnlyList<string> header, ReadingOptions options)
    {
        if (field.From is null)
            return new Column(member, -1, "mapping", field);
        var indices = Enumerable.Range(0, header.Count).Where(i => header[i] == field.From).ToList();
        return indices.Count switch
        {
            1 => new Column(member, indices[0], field.From, field),
            0 => throw new OrdersFileException(
                $"The mapping takes {member} from a column '{Orders.Shown.Of(field.From)}', and {options.FileName} has none. Its columns are {Shown(header)}."
            ),
            _ => throw Twice(field.From, options),
        };
    }

    private static int Named(string member, IReadOnlyList<string> header, ReadingOptions options)
    {
        var found = -1;
        for (var i = 0; i < header.Count; i++)
        {
            if (Normalised(header[i]) is var name && name != member && (name != ShortCurrency || member != OrderMembers.Currency))
                continue;
            if (found >= 0)
                throw Twice(header[i], options);
            found = i;
        }
        return found;
    }

    private static string Normalised(string column) => column.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private static string Shown(IReadOnlyList<string> header) =>
        string.Join(", ", header.Take(MostNamed).Select(Orders.Shown.Of)) + (header.Count > MostNamed ? ", …" : "");

    private static OrdersFileException Twice(string column, ReadingOptions options) =>
        new($"{options.FileName} has the column '{Orders.Shown.Of(column)}' twice. Rename one of them.");
}
