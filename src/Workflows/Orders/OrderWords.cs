using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Workflows.Orders;

/// <summary>Reads those of an order's members that are one of a few words: the names that an enumeration has in JSON.</summary>
internal static class OrderWords<T>
    where T : struct, Enum
{
    private static readonly (byte[] Word, string Name, T Value)[] s_words =
    [
        .. typeof(T)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name, (T)field.GetValue(null)!))
            .Select(word => (Encoding.UTF8.GetBytes(word.Item1), word.Item1, word.Item2)),
    ];

    private static readonly string s_mustBe =
        $"must be one of {string.Join(", ", s_words.Select(w => $"\"{w.Name}\""))}";

    /// <param name="reader">On the value.</param>
    /// <param name="value">What it means.</param>
    /// <returns>What is wrong with the value, to follow the member's name, or null.</returns>
    public static string? Read(scoped ref Utf8JsonReader reader, out T value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
            return s_mustBe;
        foreach (var (word, _, meant) in s_words)
        {
            if (!reader.ValueTextEquals(word))
                continue;
            value = meant;
            return null;
        }
        return s_mustBe;
    }

    /// <summary>What a word means; null where it is none of them.</summary>
    public static T? Named(string word)
    {
        foreach (var (_, name, value) in s_words)
        {
            if (name == word)
                return value;
        }
        return null;
    }

    /// <summary>As it is written.</summary>
    public static string Of(T value) => s_words.First(w => w.Value.Equals(value)).Name;
}
