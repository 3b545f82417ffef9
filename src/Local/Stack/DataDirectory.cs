using KillSwitch.Local.Cli;

namespace KillSwitch.Local.Stack;

/// <summary>Where one stack keeps everything that must survive it. Two stacks never share one.</summary>
internal sealed class DataDirectory
{
    public const string Default = ".killswitch";

    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data directory {Path} cannot be created ({e.Message}). Name another with --data DIR.", e);
        }
    }

    public string Path { get; }

    public string Endpoints => Under("endpoints.json");
    public string Engine => Directory.CreateDirectory(Under("engine")).FullName;
    public string DynamoDb => Directory.CreateDirectory(Under("dynamodb")).FullName;
    public string Kafka => Directory.CreateDirectory(Under("kafka")).FullName;

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
            throw new CannotStartException($"Another process is running '{part}' on {Path}. Stop it first, or name another directory with --data DIR.", e);
        }
    }

    private string Under(string name) => System.IO.Path.Combine(Path, name);
}
