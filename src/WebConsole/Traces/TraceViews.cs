using System.Text.Json.Serialization;

namespace KillSwitch.WebConsole.Traces;

/// <summary>Something that was done within a trace.</summary>
/// <param name="TraceId">The trace, 32 hex digits.</param>
/// <param name="SpanId">Within the trace, 16 hex digits.</param>
/// <param name="ParentId">Within which span it was done; null for the first of a trace. It may be one that nobody keeps.</param>
/// <param name="Part">Which part of the system did it.</param>
/// <param name="Name">What it did.</param>
/// <param name="StartUs">When it began, Unix µs.</param>
/// <param name="DurationUs">How long it took, µs.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
/// <param name="Tags">What else is known of it.</param>
/// <param name="Links">Other traces that it has to do with.</param>
public sealed record Span(
    string TraceId,
    string SpanId,
    string? ParentId,
    string Part,
    string Name,
    long StartUs,
    long DurationUs,
    string? Error,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> Links)
{
    [JsonIgnore]
    public long EndUs => StartUs + DurationUs;
}

/// <summary>A trace, in a list.</summary>
/// <param name="TraceId">32 hex digits.</param>
/// <param name="Name">Of the span that began first.</param>
/// <param name="Part">Which part began it.</param>
/// <param name="StartUs">When it began, Unix µs.</param>
/// <param name="DurationUs">From its first begin to its last end, µs.</param>
/// <param name="Spans">How many spans are kept of it.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="IncidentId">The first incident that one of them names; null where none does.</param>
/// <param name="Scope">The first scope that one of them names; null where none does.</param>
public sealed record TraceLine(
    string TraceId, string Name, string Part, long StartUs, long DurationUs, int Spans, int Errors, string? IncidentId, string? Scope);

/// <summary>A part of the system, as the kept spans show it.</summary>
/// <param name="Part">Its name.</param>
/// <param name="Spans">How many spans are its.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="MedianUs">Half of them took no longer, µs.</param>
/// <param name="MaxUs">The longest, µs.</param>
public sealed record PartLine(string Part, int Spans, int Errors, long MedianUs, long MaxUs);

/// <summary>That one part has another do something, by the kept spans.</summary>
/// <param name="From">The part that began it.</param>
/// <param name="To">The part that went on with it.</param>
/// <param name="Spans">How often.</param>
/// <param name="Errors">How often that failed.</param>
public sealed record CallLine(string From, string To, int Spans, int Errors);

/// <summary>The traces that are kept.</summary>
/// <param name="Traces">The latest first.</param>
/// <param name="Parts">By name.</param>
/// <param name="Calls">By name.</param>
/// <param name="SinceUs">When the oldest kept span began, Unix µs; null where none is kept.</param>
public sealed record TracesView(
    IReadOnlyList<TraceLine> Traces, IReadOnlyList<PartLine> Parts, IReadOnlyList<CallLine> Calls, long? SinceUs);

/// <summary>A trace, and those that have to do with it.</summary>
/// <param name="TraceId">The one that was asked for.</param>
/// <param name="Spans">Its spans, and those of traces that are linked with it, in the order in which they began.</param>
public sealed record TraceView(string TraceId, IReadOnlyList<Span> Spans);

/// <summary>JSON of traces: snake_case, nulls left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Span))]
[JsonSerializable(typeof(TracesView))]
[JsonSerializable(typeof(TraceView))]
public sealed partial class TracesJson : JsonSerializerContext;
