using System.Text.Json.Serialization;

namespace KillSwitch.Lake.Storage;

/// <summary>How far a reader is, and what it published last. Its file is replaced in one step: that is the commit.</summary>
/// <param name="Position">Bytes of the log that are done with.</param>
/// <param name="Files">Where the latest batch's files belong, from the lake's folder; until they are there, they are staged.</param>
/// <param name="ReadAgainFrom">For a reader with a memory: where in the log what it has to remember begins.</param>
/// <param name="References">For the enricher: each symbol's reference price.</param>
internal sealed record ReaderProgress(
    long Position,
    IReadOnlyList<string> Files,
    long ReadAgainFrom,
    IReadOnlyDictionary<string, decimal> References
)
{
    public static ReaderProgress None { get; } = new(0, [], 0, new Dictionary<string, decimal>());
}

/// <param name="Log">The log's full path.</param>
/// <param name="Seed">Of a day that is made up; null for a file that somebody has.</param>
internal sealed record LakeIdentity(string Log, int? Seed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReaderProgress))]
[JsonSerializable(typeof(LakeIdentity))]
[JsonSerializable(typeof(IReadOnlyList<KillSwitch.Surveillance.Playing.PlantedEpisode>))]
internal sealed partial class StorageJson : JsonSerializerContext;
