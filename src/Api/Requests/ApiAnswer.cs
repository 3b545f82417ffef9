using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Api.Requests;

/// <summary>What is answered, whatever server sends it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">The bytes; all of this API's answers are UTF-8.</param>
public sealed record ApiAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly Dictionary<string, string> s_none = [];

    /// <summary>
    /// Of JSON it ends in a line's end, so that a terminal's prompt stands in the next line, and holds nothing that a terminal obeys.
    /// </summary>
    public ReadOnlyMemory<byte> Body { get; init; } = IsJson(ContentType) ? Ended(Visible(Body)) : Body;

    /// <summary>From a route, those beyond what every answer has, see <see cref="SecurityHeaders"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = s_none;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public static ApiAnswer Json<T>(T value, JsonTypeInfo<T> type, int status = 200) =>
        new(status, "application/json", Bytes(value, type));

    /// <summary>The problem (RFC 9457) that a refusal is answered with.</summary>
    /// <param name="refusal">What was refused, and why.</param>
    /// <param name="traceId">Finds the request in logs and traces.</param>
    public static ApiAnswer Of(Refusal refusal, string traceId)
    {
        var problem = Problem.Of(refusal, traceId);
        return new(problem.Status, "application/problem+json", Bytes(problem, ProblemJson.Default.Problem));
    }

    /// <summary>The same, marked as the repeat of an earlier answer where it is one.</summary>
    public ApiAnswer MarkedIf(bool isReplayed) => isReplayed ? With(IdempotencyHeader.Replayed, "true") : this;

    /// <summary>The same, marked as the answer to a request whose key was ignored where it is one.</summary>
    public ApiAnswer MarkedIfKeyIgnored(bool isIgnored) => isIgnored ? With(IdempotencyHeader.Ignored, "true") : this;

    /// <summary>The same with one more header.</summary>
    public ApiAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <summary>Escapes no more than JSON must: people read it, and no browser takes it for anything else (nosniff).</summary>
    private static ReadOnlyMemory<byte> Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(writer, value, type);
        return bytes.WrittenMemory;
    }

    private static bool IsJson(string contentType) => contentType.EndsWith("json", StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> Ended(ReadOnlyMemory<byte> json) =>
        json.Span.EndsWith("\n"u8) ? json : (byte[])[.. json.Span, (byte)'\n'];

    private static ReadOnlyMemory<byte> Visible(ReadOnlyMemory<byte> json)
    {
        const byte LastThatIsRead = 0x7E;
        if (!json.Span.ContainsAnyExceptInRange<byte>(0, LastThatIsRead))
            return json;
        var text = Encoding.UTF8.GetString(json.Span);
        var visible = VisibleText.InJson(text);
        return ReferenceEquals(visible, text) ? json : Encoding.UTF8.GetBytes(visible);
    }
}
