using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Spark.Driver;

/// <summary><c>pipeline.json</c>, as written. Its comments say what each member is.</summary>
internal sealed record PipelineFile(
    IReadOnlyList<string> Parameters,
    IReadOnlyDictionary<string, string> Spark,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyList<SourceFile> Sources,
    IReadOnlyList<ViewFile> Views,
    IReadOnlyList<QueryFile> Queries,
    IReadOnlyDictionary<string, string> Kafka);

internal sealed record SourceFile(string View, bool Streaming, string Format, IReadOnlyDictionary<string, string> Options);

internal sealed record ViewFile(string Name, string Sql, WatermarkFile? Watermark = null);

internal sealed record WatermarkFile(string Column, string Delay);

internal sealed record QueryFile(
    string Name,
    string From,
    string OutputMode,
    string Trigger,
    string Checkpoint,
    string Into,
    IReadOnlyList<ViewFile> Views,
    IReadOnlyList<WriteFile> Writes);

internal sealed record WriteFile(string Sql, string Format, IReadOnlyDictionary<string, string> Options);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PipelineFile))]
internal sealed partial class PipelineJson : JsonSerializerContext;
