using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Surveillance.Events;

/// <summary>Writes events as lines of <c>market.events.v1</c>.</summary>
public static class MarketEventWriter
{
    /// <returns>UTF-8, without the line feed.</returns>
    public static byte[] Write(MarketEvent marketEvent) =>
        JsonSerializer.SerializeToUtf8Bytes(marketEvent, MarketEventJson.Default.MarketEvent);

    /// <summary>A member of an enumeration as the contract writes it: <c>SELL_SHORT</c>.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Words<T>.Of(value);

    private static class Words<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> s_words = Enum.GetNames<T>().ToDictionary(
            Enum.Parse<T>,
            name => typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name);

        public static string Of(T value) => s_words[value];
    }
}
