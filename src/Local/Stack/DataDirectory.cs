using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack;

/// <summary>Where one stack keeps everything that must survive it. Two stacks never share one.</summary>
public sealed class DataDirectory
{
    /// <summary>Where nobody names one.</summary>
    public static string Default => ProjectFolder.File(".killswitch");

    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            // One that is there already keeps the mode its owner gave it; what is secret in it has a mode of its own.
            if (!Directory.Exists(Path))
                PrivateFolder.Ensure(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data directory {Path} cannot be created ({e.Message}). Name another with --data DIR.", e);
        }
    }

    public string Path { get; }

    public string Endpoints => Under("endpoints.json");
    public string Health => Under("health");
    public string Traces => Private("traces");
    public string Engine => Private("engine");
    public string DynamoDb => Private("dynamodb");
    public string Kafka => Private("kafka");
    public string Spark => Private("spark");

    /// <summary>There only while kills are rehearsed; not made by asking for it.</summary>
    public string Rehearsal => Under("rehearsal");

    /// <summary>Claims a part of the directory for this process.</summary>
    /// <exception cref="CannotStartException">Another process holds it.</exception>
    public IDisposable Lock(string part)
    {
        var file = Under($"{part}.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new CannotStartException(
                $"Another process is running '{part}' on {Path}. Stop it first, or name another directory with --data DIR.",
                e
            );
        }
    }

    private string Private(string name)
    {
        var folder = Under(name);
        PrivateFolder.Ensure(folder);
        return folder;
    }

    private string Under(string name) => System.IO.Path.Combine(Path, name);
}
