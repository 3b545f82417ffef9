using System.Text.Json;

namespace KillSwitch.Lake.Storage;

/// <summary>
/// The files of one reader. A batch's are written beside the lake, then its progress is replaced in one step, then they are moved in.
/// Whoever was killed before that step has published nothing, and after it everything: what was not moved yet is moved when it is opened.
/// </summary>
internal sealed class CommittedFiles
{
    private readonly string _lake;
    private readonly string _staging;
    private readonly string _progressFile;

    public CommittedFiles(LakeFolder folder, string reader)
    {
        (_lake, _staging) = (folder.Lake, Path.Combine(folder.State, reader));
        _progressFile = Path.Combine(folder.State, $"{reader}.json");
        Directory.CreateDirectory(_staging);
        Progress = File.Exists(_progressFile)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(_progressFile), StorageJson.Default.ReaderProgress)!
            : ReaderProgress.None;
        Publish();
        foreach (var uncommitted in Directory.EnumerateFiles(_staging))
            File.Delete(uncommitted);
    }

    public ReaderProgress Progress { get; private set; }

    /// <summary>Where a file of the batch is written.</summary>
    /// <param name="file">Where it belongs, from the lake's folder.</param>
    public string Staged(string file) => Path.Combine(_staging, file.Replace('/', '+'));

    /// <param name="progress">Its files are written, and whole.</param>
    public void Commit(ReaderProgress progress)
    {
        foreach (var file in progress.Files)
            Flush(Staged(file));
        var next = _progressFile + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(progress, StorageJson.Default.ReaderProgress));
        Flush(next);
        File.Move(next, _progressFile, overwrite: true);
        Progress = progress;
        Publish();
    }

    private void Publish()
    {
        foreach (var file in Progress.Files)
        {
            var (staged, final) = (Staged(file), Path.Combine(_lake, file));
            if (!File.Exists(staged))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            File.Move(staged, final, overwrite: true);
        }
    }

    private static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
