using System.Globalization;
using DuckDB.NET.Data;
using KillSwitch.Lake.Storage;
using KillSwitch.Surveillance.Enriching;
using KillSwitch.Surveillance.Events;

namespace KillSwitch.Lake.Reading;

/// <summary>Enriches events and writes them as Parquet, by day and hour of the event (UTC); what is none goes to quarantine.</summary>
internal sealed class CuratedWriter : IBatchReader, IDisposable
{
    private readonly CommittedFiles _files;
    private readonly Enricher _enricher;
    private readonly DuckDBConnection _duck = Duck.Open();

    public CuratedWriter(LakeFolder folder)
    {
        _files = new(folder, "enricher");
        _enricher = new(_files.Progress.References);
        _duck.Execute($"create table batch ({CuratedTable.Columns})");
    }

    public long Position => _files.Progress.Position;

    public void Take(LogBatch batch)
    {
        var (hours, bad) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        _duck.Execute("delete from batch");
        using (var appender = _duck.CreateAppender("batch"))
        {
            foreach (var (offset, line) in batch.Lines())
            {
                if (!MarketEventReader.TryRead(line.Span, out var read, out var problem))
                {
                    bad.Add(QuarantineLine.Of(offset, problem, line.Span).ToJson());
                    continue;
                }
                hours.Add(HourOf(read.Ts));
                CuratedTable.Append(appender, _enricher.Enrich(read), offset);
            }
        }
        var files = new List<string>();
        foreach (var hour in hours)
        {
            var file = $"curated/{hour}/{batch.Name}.parquet";
            _duck.Execute(
                $"copy (select * from batch where strftime(event_time, 'day=%Y-%m-%d/hour=%H') = {Duck.Quoted(hour)} order by log_offset) "
                + $"to {Duck.Quoted(_files.Staged(file))} (format parquet, compression zstd)");
            files.Add(file);
        }
        if (bad.Count > 0)
        {
            files.Add($"quarantine/{batch.Name}.jsonl");
            File.WriteAllLines(_files.Staged(files[^1]), bad);
        }
        _files.Commit(new(batch.To, files, ReadAgainFrom: 0, _enricher.References));
    }

    public void Dispose() => _duck.Dispose();

    /// <summary>Both with zeros in front, so that they are the same text to every engine.</summary>
    private static string HourOf(long ts) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ts).ToString("'day='yyyy-MM-dd'/hour='HH", CultureInfo.InvariantCulture);
}
