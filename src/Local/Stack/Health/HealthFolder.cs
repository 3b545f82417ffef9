using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack.Health;

/// <summary>
/// <c>DIR/health</c>: a file for each process of the installation, in which it says every two seconds how its parts do. Who stops
/// takes its file along; who is killed leaves it, and it grows old. Safe between processes.
/// </summary>
internal sealed class HealthFolder(string path, TimeProvider time)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>A busy machine may delay a process by as much; what is older is said to be lost.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(8);

    /// <summary>After that, nobody is expected back.</summary>
    private static readonly TimeSpan s_rememberedFor = TimeSpan.FromMinutes(10);

    /// <summary>The same where the process is gone: whoever took its place may go by another name.</summary>
    private static readonly TimeSpan s_goneRememberedFor = TimeSpan.FromMinutes(1);

    private readonly string _mine = Path.Combine(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + ".json");

    /// <summary>Says how the parts of this process do, until cancelled.</summary>
    public async Task RunAsync(Func<IReadOnlyList<PartHealth>> parts, CancellationToken cancellationToken)
    {
        PrivateFolder.Ensure(path);
        try
        {
            while (true)
            {
                await WriteAsync(parts(), cancellationToken);
                await Task.Delay(Every, time, cancellationToken);
            }
        }
        finally
        {
            File.Delete(_mine);
        }
    }

    /// <summary>What the other processes say of their parts; of one that is silent, that it is.</summary>
    public IReadOnlyList<PartHealth> Others() =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json").Where(file => file != _mine).SelectMany(Read)] : [];

    private async Task WriteAsync(IReadOnlyList<PartHealth> parts, CancellationToken cancellationToken)
    {
        var said = new HeardOf(Environment.ProcessId, time.GetUtcNow().ToUnixTimeMilliseconds(), parts);
        var part = _mine + ".part";
        await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(said, HeardOfJson.Default.HeardOf), cancellationToken);
        // In one step, so that nobody reads half of it.
        File.Move(part, _mine, overwrite: true);
    }

    private IEnumerable<PartHealth> Read(string file)
    {
        try
        {
            var said = JsonSerializer.Deserialize(File.ReadAllBytes(file), HeardOfJson.Default.HeardOf)!;
            var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(said.Ts);
            if (age <= s_freshFor)
                return said.Parts;
            if (age > (IsGone(said.ProcessId) ? s_goneRememberedFor : s_rememberedFor))
                return [];
            return said.Parts.Select(p =>
                p with
                {
                    Healthy = false,
                    Detail = $"process {said.ProcessId} was last heard of {age.TotalSeconds:0} s ago: it has ended, or hangs",
                }
            );
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // It has just stopped, or somebody else wrote there.
            return [];
        }
    }

    private static bool IsGone(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
