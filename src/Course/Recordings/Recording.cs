using System.Text.Json;
using System.Text.Json.Serialization;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Course.Recordings;

/// <summary>
/// What the topics of a stack held, a file each, in the order of their times. <c>exercises/recordings/make.sh</c> makes one.
/// </summary>
internal sealed class Recording
{
    private Recording(string folder)
    {
        Orders = Read(folder, Topics.Orders);
        Commands = Read(folder, Topics.Commands);
        States = Read(folder, Topics.State);
        Audits = Read(folder, Topics.Audit);
    }

    public IReadOnlyList<RecordedRecord> Orders { get; }

    public IReadOnlyList<RecordedRecord> Commands { get; }

    public IReadOnlyList<RecordedRecord> States { get; }

    public IReadOnlyList<RecordedRecord> Audits { get; }

    /// <exception cref="CannotStartException">A file is not there, or is no recording.</exception>
    public static Recording Load(string folder) => new(folder);

    private static List<RecordedRecord> Read(string folder, string topic)
    {
        var path = Path.Combine(folder, $"{topic}.jsonl");
        try
        {
            return
            [
                .. File.ReadLines(path)
                    .Select(line => JsonSerializer.Deserialize(line, RecordingJson.Default.RecordedRecord)
                        ?? throw new JsonException("A line is null.")),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CannotStartException(
                $"The recording {path} cannot be read: {e.Message} Bring it back with git, or make it anew: exercises/recordings/make.sh",
                e
            );
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RecordedRecord))]
internal sealed partial class RecordingJson : JsonSerializerContext;
