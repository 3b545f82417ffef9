using System.Globalization;
using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Reading;

/// <summary>Keeps every byte of the log as it came, by the hour in which it came (UTC).</summary>
internal sealed class Archiver(LakeFolder folder, TimeProvider time) : IBatchReader
{
    private readonly CommittedFiles _files = new(folder, "archiver");

    public long Position => _files.Progress.Position;

    public void Take(LogBatch batch)
    {
        var now = time.GetUtcNow().ToString("'ingest_day='yyyy-MM-dd'/ingest_hour='HH", CultureInfo.InvariantCulture);
        var file = $"raw/{now}/{batch.Name}.jsonl";
        File.WriteAllBytes(_files.Staged(file), batch.Bytes.ToArray());
        _files.Commit(ReaderProgress.None with { Position = batch.To, Files = [file] });
    }
}
