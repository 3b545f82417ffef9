using System.Text;

namespace KillSwitch.Workflows.Scopes;

/// <summary>The word that a scope of each kind begins with.</summary>
internal static class ScopeWords
{
    /// <summary>By kind.</summary>
    private static readonly string[] s_words = [.. Enum.GetValues<ScopeKind>().Select(kind => kind.ToString().ToUpperInvariant())];

    private static readonly byte[][] s_prefixes =
        [.. s_words.Select((word, kind) => Encoding.ASCII.GetBytes(kind == (int)ScopeKind.Global ? word : word + ':'))];

    public static string Of(ScopeKind kind) => s_words[(int)kind];

    /// <summary>The word with its colon, UTF-8; GLOBAL, behind which nothing follows, has none.</summary>
    public static ReadOnlySpan<byte> PrefixOf(ScopeKind kind) => s_prefixes[(int)kind];

    /// <summary>The kind of scope that is written with a value; null where the word is none of those.</summary>
    /// <param name="word">In capitals.</param>
    public static ScopeKind? KindOf(ReadOnlySpan<char> word)
    {
        for (var kind = ScopeKind.Global + 1; (int)kind < s_words.Length; kind++)
        {
            if (word.SequenceEqual(Of(kind)))
                return kind;
        }
        return null;
    }
}
