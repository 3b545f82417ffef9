using System.Globalization;
using KillSwitch.Course.Recordings;

namespace KillSwitch.Course.Exercises;

/// <summary>12: a table of all kills, as somebody who examines a broker asks for it.</summary>
/// <param name="recording">What it is about.</param>
internal sealed class RegulatorsReport(Lazy<Recording> recording) : IExercise
{
    private const string Name = "report.csv";

    /// <summary>Where to look, by column.</summary>
    private static readonly IReadOnlyList<(string Column, Func<RecordedIncident, string> Right, string Next)> s_columns =
    [
        ("scope", i => i.Scope.ToString(), "A row for each KILLED of killswitch.state.v1.jsonl, in the order of their times."),
        ("killed", i => Time(i.Killed), "The time of the KILLED's record, UTC, to the millisecond, as 2026-11-29T13:09:10.623Z."),
        ("restored", i => i.Restored is { } at ? Time(at) : "", "The time of the ACTIVE's record; empty where the recording ends before."),
        ("seconds", i => i.Restored is { } at ? Plain((at.Ts - i.Killed.Ts) / 1000m) : "", "From the one to the other, with the milliseconds; empty where it is not over."),
        ("orders_held_back", i => Plain(i.HeldBack.Count), "The decisions DROP that name the incident in audit.v1.jsonl."),
        ("notional_held_back_usd", i => Plain(i.NotionalHeldBack), "The sum of their notional. Add decimals, not binary floating point."),
        ("killed_by", i => i.KilledBy, "triggered_by of the KILL command."),
        ("asked_by", i => i.AskedBy ?? "", "Who asked for what was approved; empty where nothing was."),
        ("approved_by", i => i.ApprovedBy ?? "", "Who approved it; empty where nobody did."),
    ];

    public string Number => "12";

    public string Folder => "12-regulators-report";

    public string Title => "The regulator's report: every kill in a table";

    public int Minutes => 60;

    public string Fill(string text, Student student) => text;

    public IReadOnlyList<Finding> Check(string folder, Student student)
    {
        var path = Path.Combine(folder, Name);
        string[][] rows;
        try
        {
            var lines = File.ReadAllLines(path).Where(line => line.Length > 0);
            rows = [.. lines.Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AnswerUnreadableException($"{path} cannot be read: {e.Message} Have your program write it there.", e);
        }
        var header = string.Join(',', s_columns.Select(c => c.Column));
        if (rows.Length == 0 || string.Join(',', rows[0]) != header)
            return [Finding.Wrong("the first line names the columns", $"it has to be: {header}")];
        var incidents = RecordedIncident.Of(recording.Value);
        return
        [
            Finding.Right("the first line names the columns"),
            rows.Length - 1 == incidents.Count
                ? Finding.Right("there is a row for every kill")
                : Finding.Wrong("there is a row for every kill", $"there are {rows.Length - 1} rows. {s_columns[0].Next}"),
            .. s_columns.Select((column, at) => Column(column, at, rows[1..], incidents)),
        ];
    }

    private static Finding Column(
        (string Column, Func<RecordedIncident, string> Right, string Next) column,
        int at,
        string[][] rows,
        IReadOnlyList<RecordedIncident> incidents
    )
    {
        var says = $"{column.Column} is right in every row";
        for (var i = 0; i < Math.Min(rows.Length, incidents.Count); i++)
        {
            var written = at < rows[i].Length ? rows[i][at] : "";
            if (!IsSame(written, column.Right(incidents[i])))
                return Finding.Wrong(says, $"row {i + 1} has '{written}'. {column.Next}");
        }
        return rows.Length > 0 ? Finding.Right(says) : Finding.Wrong(says, "there is no row to look at.");
    }

    /// <summary>A number however it is written: 6.2 is 6.200.</summary>
    private static bool IsSame(string written, string right) =>
        written == right
        || (
            decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(right, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var other)
            && number == other
        );

    private static string Time(RecordedRecord record) =>
        DateTimeOffset.FromUnixTimeMilliseconds(record.Ts).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
