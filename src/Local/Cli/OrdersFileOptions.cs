using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Scenarios;

namespace KillSwitch.Local.Cli;

/// <summary>How a file of one's own orders is to be read.</summary>
internal sealed class OrdersFileOptions
{
    /// <summary>A mapping names some twenty members. What is longer is another file.</summary>
    private const long MaxMappingBytes = 1024 * 1024;

    private static readonly Dictionary<string, OrderFormat> s_formats = Enum.GetValues<OrderFormat>()
        .ToDictionary(format => format.ToString().ToLowerInvariant());

    private readonly Option<string?> _format = new("--format")
    {
        Description = "For a file: how it is written. Default: its beginning tells.",
        HelpName = string.Join('|', s_formats.Keys),
    };

    private readonly Option<string[]> _flow = new("--flow")
    {
        Description = "For a FIX log: whose orders are meant (SenderCompID, 49), once for each; '*' for everybody's. Needed where there are several.",
        HelpName = "SENDER",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _mapping = new("--mapping")
    {
        Description = "For all but JSON: which tag or column becomes which member of an order, and what is the same for all (docs/your-orders.md).",
        HelpName = "FILE.json",
    };

    private readonly Option<string?> _strategy = new("--strategy")
    {
        Description = "For all but JSON: the strategy of orders that name none. Default: the sender's name in FIX, the format's in LOBSTER and ITCH.",
        HelpName = "NAME",
    };

    private readonly Option<DateOnly?> _date = new("--date")
    {
        Description = "For LOBSTER and ITCH, which have times of day alone: the day. Default: the one in the file's name.",
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (
                DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 1990 and < 2100
            )
                return day;
            result.AddError($"--date is '{text}': it must be a day such as 2026-11-27.");
            return null;
        },
    };

    public OrdersFileOptions()
    {
        _format.AcceptOnlyFromAmong([.. s_formats.Keys]);
    }

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <summary>All of them are for a file alone.</summary>
    public IReadOnlyList<Option> All => [_format, _flow, _mapping, _strategy, _date];

    /// <exception cref="CannotStartException">The mapping cannot be read or used.</exception>
    public OrdersFile Read(ParseResult parsed, string path, int traced = 0) =>
        new(path)
        {
            Format = parsed.GetValue(_format) is { } format ? s_formats[format] : null,
            Reading = new ReadingOptions
            {
                Senders = parsed.GetValue(_flow) ?? [],
                Strategy = parsed.GetValue(_strategy),
                Day = parsed.GetValue(_date),
                Mapping = parsed.GetValue(_mapping) is { } mapping ? MappingOf(mapping) : FieldMapping.None,
                Traced = traced,
            },
        };

    private static FieldMapping MappingOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxMappingBytes)
                throw new CannotStartException(
                    string.Create(CultureInfo.InvariantCulture, $"--mapping is {path}, which has {file.Length:N0} bytes: is it the file with the orders?")
                );
            return FieldMapping.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"--mapping is {path}, which cannot be read: {e.Message}", e);
        }
        catch (OrdersFileException e)
        {
            throw new CannotStartException($"--mapping is {path}. {e.Message}", e);
        }
    }
}
