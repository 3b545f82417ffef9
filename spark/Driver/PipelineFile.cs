using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Spark.Driver;

/// <summary><c>pipeline.json</c>, as written. Its comments say what each member is.</summary>
internal sealed record PipelineFile(
    IReadOnlyList<string> Parameters,
    IReadOnlyDictionary<string, string> Spark,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyList<string> Counts,
    IReadOnlyList<SourceFile> Sources,
    IReadOnlyList<ViewFile> Views,
    WatchFile Watch,
    string Rehearsal,
    IReadOnlyList<QueryFile> Queries,
    SpecificationFile Specification,
    IReadOnlyDictionary<string, string> Kafka);

/// <summary>For tests: the driver has no use for it.</summary>
internal sealed record SpecificationFile(string Directory, IReadOnlyList<string> Views);

internal sealed record SourceFile(string View, bool Streaming, string Format, IReadOnlyDictionary<string, string> Options);

/// <param name="Name">Its name.</param>
/// <param name="Sql">The file that says what it is; null where a class does.</param>
/// <param name="Java">The class that registers it.</param>
/// <param name="Of">Of which views that class makes it.</param>
internal sealed record ViewFile(string Name, string? Sql = null, string? Java = null, string? Of = null);

/// <param name="Java">The class that watches the queries.</param>
/// <param name="Says"><c>true</c> where it writes a line of each micro-batch.</param>
internal sealed record WatchFile(string Java, string Says);

internal sealed record QueryFile(
    string Name,
    string From,
    string OutputMode,
    string Trigger,
    string Checkpoint,
    string Into,
    DecideFile Decide,
    IReadOnlyList<WriteFile> Writes);

/// <param name="Java">The class that decides what is written of a micro-batch.</param>
/// <param name="Into">As which view.</param>
/// <param name="Reads">The topics that it reads beside its micro-batches.</param>
/// <param name="Writes">Those of what it decides.</param>
internal sealed record DecideFile(string Java, string Into, IReadOnlyList<string> Reads, IReadOnlyList<string> Writes);

internal sealed record WriteFile(string Table, string Format, IReadOnlyDictionary<string, string> Options);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PipelineFile))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PipelineJson : JsonSerializerContext;
