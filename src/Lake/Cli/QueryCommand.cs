using System.CommandLine;
using System.Globalization;
using KillSwitch.Hosting;
using KillSwitch.Lake.Asking;
using KillSwitch.Lake.Storage;
using KillSwitch.Local.Cli;
using KillSwitch.Surveillance.Calendars;
using Spectre.Console;

namespace KillSwitch.Lake.Cli;

/// <summary><c>./run query</c>.</summary>
internal static class QueryCommand
{
    private const int Seconds = 30;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A named query. Without one they are listed.",
        };
        var sql = new Option<string?>("--sql")
        {
            Description = "Your own SELECT, over curated, alerts, raw and quarantine.",
            HelpName = "SELECT",
        };
        var from = TimeOption("--from", "Only from then on");
        var to = TimeOption("--to", "Only until then");
        var symbol = new Option<string?>("--symbol") { Description = "Only of this symbol.", HelpName = "SYMBOL" };
        var trader = new Option<string?>("--trader") { Description = "Only events in which this trader is.", HelpName = "TRADER" };
        var format = new Option<string>("--format")
        {
            Description = "table, csv or json.",
            HelpName = "KIND",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var timeout = WholeNumber.Option("--timeout", "Seconds after which a query is stopped.", "SECONDS", Seconds, min: 1, max: 3_600);
        var data = LakeCommand.DataOption();
        var command = new Command("query", "Asks the lake: by the name of a query, or in SQL that only reads.")
        {
            name, sql, from, to, symbol, trader, format, timeout, data,
        };
        command.SetAction((parsed, stop) =>
        {
            var queries = SqlFiles.Of(SqlFiles.Query);
            if (parsed.GetValue(name) is null && parsed.GetValue(sql) is null)
            {
                foreach (var (query, text) in queries)
                    Console.WriteLine($"{query,-16} {text.Split('\n')[0][3..]}");
                return Task.FromResult(0);
            }
            var asked = Text(parsed.GetValue(name), parsed.GetValue(sql), queries);
            if (parsed.GetValue(name) == "trader-day" && parsed.GetValue(trader) is null)
                throw new CannotStartException("trader-day is of one trader: give --trader. ./run query order-to-trade lists them.");
            var folder = new LakeFolder(parsed.GetValue(data)!);
            if (!Directory.Exists(folder.Lake))
                throw new CannotStartException($"There is no lake in {folder.Root}. ./run lake makes one; --data says where it is.");
            var narrowed = new Narrowed(
                Time(folder, "--from", parsed.GetValue(from)),
                Time(folder, "--to", parsed.GetValue(to)),
                parsed.GetValue(symbol),
                parsed.GetValue(trader));
            using var lake = LakeTables.Open(folder, narrowed);
            var within = TimeSpan.FromSeconds(parsed.GetValue(timeout));
            Print(LakeQuery.Ask(lake, asked, within, TimeProvider.System, stop), parsed.GetValue(format)!);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Option<string?> TimeOption(string name, string what) => new(name)
    {
        Description = $"{what}: 09:30, New York time on the lake's latest day, or 2026-03-02T14:30:00Z.",
        HelpName = "TIME",
    };

    private static string Text(string? name, string? sql, IReadOnlyDictionary<string, string> queries) =>
        (name, sql) switch
        {
            (not null, not null) => throw new CannotStartException("A NAME or --sql, not both."),
            (null, _) => sql!,
            _ => queries.TryGetValue(name, out var text)
                ? text
                : throw new CannotStartException($"There is no query \"{name}\". There are: {string.Join(", ", queries.Keys)}."),
        };

    private static long? Time(LakeFolder folder, string option, string? text)
    {
        if (text is null)
            return null;
        var (culture, utc) = (CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], out var time))
            return SessionCalendar.InNewYork(LatestDay(folder), time);
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ssZ"], culture, utc, out var moment)
            ? moment.ToUnixTimeMilliseconds()
            : throw new CannotStartException($"{option} is '{text}'; it takes 09:30 (New York) or 2026-03-02T14:30:00Z.");
    }

    private static DateOnly LatestDay(LakeFolder folder)
    {
        var latest = Directory.Exists(folder.Curated)
            ? Directory.EnumerateDirectories(folder.Curated, "day=*").Max(StringComparer.Ordinal)
            : null;
        return latest is null
            ? throw new CannotStartException("The lake has no events yet, so there is no day that 09:30 could be of.")
            : DateOnly.ParseExact(Path.GetFileName(latest)["day=".Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void Print(Answer answer, string format)
    {
        switch (format)
        {
            case "csv":
                Console.Write(answer.ToCsv());
                return;
            case "json":
                Console.WriteLine(answer.ToJson());
                return;
        }
        var table = new Table();
        foreach (var column in answer.Columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (var row in answer.Rows)
            table.AddRow([.. row.Select(value => Markup.Escape(Answer.Text(value)))]);
        AnsiConsole.Write(table);
    }
}
