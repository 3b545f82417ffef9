using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KillSwitch.Local.Steps;

/// <summary>One function as Lambda would run it: bytes in, bytes out.</summary>
internal delegate Task<byte[]> StepFunction(ReadOnlyMemory<byte> input, CancellationToken cancellationToken);

/// <summary>Makes a typed step a function, through its source-generated JSON.</summary>
internal static class TypedStep
{
    public static StepFunction Of<TIn, TOut>(
        Func<TIn, CancellationToken, Task<TOut>> run,
        JsonTypeInfo<TIn> input,
        JsonTypeInfo<TOut> output) => async (bytes, cancellationToken) =>
    {
        var value = Read(bytes, input);
        return JsonSerializer.SerializeToUtf8Bytes(await run(value, cancellationToken), output);
    };

    private static T Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type)
                ?? throw new JsonException("The input is null.");
        }
        catch (JsonException e)
        {
            throw new JsonSerializerException($"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }
}
