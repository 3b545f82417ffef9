using System.Globalization;
using DuckDB.NET.Data;
using KillSwitch.Lake.Reading;
using KillSwitch.Lake.Storage;
using KillSwitch.Surveillance.Calendars;
using KillSwitch.Surveillance.Enriching;
using KillSwitch.Surveillance.Events;
using KillSwitch.Surveillance.Rules;

namespace KillSwitch.Lake.Finding;

/// <summary>
/// Holds the latest events in memory and asks each pattern's SQL about them, batch by batch. Started anew it reads again what it had in
/// memory; an alert that is there already is not written twice.
/// </summary>
internal sealed class PatternFinder : IBatchReader, IDisposable
{
    private readonly CommittedFiles _files;
    private readonly DuckDBConnection _duck = Duck.Open();
    private readonly IReadOnlyDictionary<string, string> _patterns;
    private readonly SurveillanceRules _rules;
    private readonly Action<Alert> _found;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<DateOnly> _days = [];

    /// <param name="folder">Of the lake.</param>
    /// <param name="rules">The thresholds.</param>
    /// <param name="log">To read again from.</param>
    /// <param name="found">Is told each new alert, when it is committed.</param>
    public PatternFinder(LakeFolder folder, SurveillanceRules rules, EventLog log, Action<Alert> found)
    {
        (_rules, _found) = (rules, found);
        _files = new(folder, "patterns");
        _patterns = SqlFiles.Of(SqlFiles.Pattern).ToDictionary(pattern => pattern.Key, pattern => rules.Bind(pattern.Value));
        _duck.Execute($"create table events ({CuratedTable.Columns}); create table sessions (venue varchar, open_ms bigint, close_ms bigint)");
        if (Directory.Exists(folder.Alerts))
            _known.UnionWith(AlertFiles.Read(folder.Alerts).Select(alert => alert.AlertId));
        for (var at = _files.Progress.ReadAgainFrom; at < Position; )
        {
            var batch = log.Read(at)!;
            Append(batch with { Bytes = batch.Bytes[..(int)Math.Min(batch.Bytes.Length, Position - at)] });
            at = batch.To;
        }
    }

    public long Position => _files.Progress.Position;

    public void Take(LogBatch batch)
    {
        Append(batch);
        var alerts = _patterns
            .SelectMany(pattern => Find(pattern.Key, pattern.Value))
            .Where(alert => !_known.Contains(alert.AlertId))
            .ToList();
        var files = new List<string>();
        foreach (var ofDay in alerts.GroupBy(alert => alert.Day))
        {
            files.Add($"alerts/day={ofDay.Key}/{batch.Name}.jsonl");
            File.WriteAllLines(_files.Staged(files[^1]), ofDay.Select(alert => alert.ToJson()));
        }
        _duck.Execute($"delete from events where ts_ms < (select max(ts_ms) from events) - {_rules.LookbackMs}");
        var from = Scalar("select min(log_offset) from events") ?? batch.To;
        _files.Commit(ReaderProgress.None with { Position = batch.To, Files = files, ReadAgainFrom = from });
        foreach (var alert in alerts)
        {
            _known.Add(alert.AlertId);
            _found(alert);
        }
    }

    public void Dispose() => _duck.Dispose();

    private void Append(LogBatch batch)
    {
        var enricher = new Enricher(new Dictionary<string, decimal>());
        using var appender = _duck.CreateAppender("events");
        foreach (var (offset, line) in batch.Lines())
        {
            if (!MarketEventReader.TryRead(line.Span, out var read, out _))
                continue;
            KnowSessions(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(read.Ts).UtcDateTime));
            CuratedTable.Append(appender, enricher.Enrich(read), offset);
        }
    }

    private void KnowSessions(DateOnly day)
    {
        if (!_days.Add(day))
            return;
        foreach (var session in SessionCalendar.SessionsOf(day))
            _duck.Execute($"insert into sessions values ({Duck.Quoted(session.Venue)}, {session.OpenTs}, {session.CloseTs})");
    }

    private IEnumerable<Alert> Find(string rule, string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (subject, symbol, from) = (row.GetString(0), row.GetString(1), row.GetInt64(2));
            var day = DateTimeOffset.FromUnixTimeMilliseconds(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return new(
                Alert.IdOf(day, rule, symbol, subject), rule, _rules.Rules[rule].Severity, subject, symbol, day, from, row.GetInt64(3),
                row.GetInt32(4), row.GetFieldValue<List<string>>(5));
        }
    }

    private long? Scalar(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long?;
    }
}
