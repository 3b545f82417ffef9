using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace KillSwitch.Surveillance.Events;

/// <summary>Reads a line of <c>market.events.v1</c>. Unknown members are ignored, whatever is wrong with a known one is said.</summary>
public static class MarketEventReader
{
    /// <param name="line">UTF-8, without the line feed.</param>
    /// <param name="read">The event.</param>
    /// <param name="problem">Why it is none, for people.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out MarketEvent? read,
        [NotNullWhen(false)] out string? problem
    )
    {
        read = null;
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            problem = "an empty line";
            return false;
        }
        try
        {
            read = JsonSerializer.Deserialize(line, MarketEventJson.Default.MarketEvent);
            problem = read is null ? "null is no event" : MarketEventShape.Problem(read);
        }
        catch (JsonException e)
        {
            problem = Said(e);
        }
        if (problem is not null)
            read = null;
        return problem is null;
    }

    /// <summary>Without the serializer's own place in a text of one line, and without the names of our types.</summary>
    private static string Said(JsonException e)
    {
        var path = e.Path is { Length: > 2 } at ? at[2..] : null;
        var message = e.Message.Split(" Path: ", StringSplitOptions.None)[0];
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            message = "has a value of the wrong type";
        message = message.Replace($"type '{typeof(MarketEvent).FullName}'", "a market event", StringComparison.Ordinal);
        return path is null ? message : $"{path}: {message}";
    }
}
