using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KillSwitch.Workflows.Scopes;

/// <summary>
/// What a kill stops: <c>GLOBAL</c>, <c>ACCOUNT:&lt;id&gt;</c>, <c>SYMBOL:&lt;ticker&gt;</c>, <c>STRATEGY:&lt;name&gt;</c>, or the
/// orders of a firm, venue, desk or trader. Two scopes are equal exactly when the router would enforce them on the same orders.
/// </summary>
/// <remarks>
/// Parsed once, at every border. Names are upper-cased, as those of orders are, and symbols brought to <see cref="SymbolName"/>'s form;
/// an account id keeps its case, because account ids are opaque to us. A text that would show as killed and enforce nothing
/// (<c>account:1</c>, <c>SYMBOL:</c>) is refused rather than guessed at.
/// </remarks>
public readonly record struct Scope : IComparable<Scope>
{
    /// <summary>The longest value after the colon, in characters.</summary>
    public const int MaxValueLength = 64;

    /// <summary>The forms, as shown to whoever wrote something else.</summary>
    public const string Forms =
        "GLOBAL, ACCOUNT:<id>, SYMBOL:<ticker>, STRATEGY:<name>, DESK:<name>, TRADER:<id>, VENUE:<mic>, FIRM:<name>";

    private const string NameCharacters = "letters, digits or . _ - / @";
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/@";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);
    private static readonly SearchValues<byte> AllowedBytes = SearchValues.Create([.. Characters.Select(c => (byte)c)]);

    private readonly string? _value;

    private Scope(ScopeKind kind, string value)
    {
        Kind = kind;
        _value = value;
    }

    public ScopeKind Kind { get; }

    /// <summary>What follows the colon; empty for GLOBAL.</summary>
    public string Value => _value ?? "";

    public static Scope Global => default;

    /// <exception cref="FormatException">The id is empty, too long, or has a character other than letters, digits and <c>. _ - /
    /// @</c>.</exception>
    public static Scope Account(string id) => Checked(ScopeKind.Account, id);

    /// <exception cref="FormatException">As for <see cref="Account"/>.</exception>
    public static Scope Symbol(string ticker) => Checked(ScopeKind.Symbol, ticker);

    /// <exception cref="FormatException">As for <see cref="Account"/>.</exception>
    public static Scope Strategy(string name) => Checked(ScopeKind.Strategy, name);

    /// <param name="kind">Any but <see cref="ScopeKind.Global"/>, which has no value.</param>
    /// <param name="value">What follows the colon.</param>
    /// <exception cref="FormatException">As for <see cref="Account"/>.</exception>
    public static Scope Of(ScopeKind kind, string value) =>
        kind == ScopeKind.Global ? throw new FormatException("GLOBAL is followed by nothing.") : Checked(kind, value);

    /// <exception cref="FormatException">The message names the forms.</exception>
    public static Scope Parse(string text) =>
        TryParse(text, out var scope, out var why) ? scope : throw new FormatException(why);

    /// <param name="text">One of the forms; the word before the colon in capitals.</param>
    /// <param name="scope">The scope, if the text is one.</param>
    /// <param name="why">Otherwise what is wrong with it and which forms there are.</param>
    public static bool TryParse(string? text, out Scope scope, [NotNullWhen(false)] out string? why)
    {
        scope = default;
        if (text is "GLOBAL")
        {
            why = null;
            return true;
        }
        var colon = text?.IndexOf(':') ?? -1;
        var kind = colon < 0 ? null : ScopeWords.KindOf(text.AsSpan(0, colon));
        if (kind is null)
        {
            why = $"'{Shown(text)}' is not a scope. Write one of {Forms} (the word before the colon in capitals).";
            return false;
        }
        var value = text![(colon + 1)..];
        if (!IsValue(kind.Value, value))
        {
            why =
                $"'{Shown(text)}' is not a scope: what follows '{text[..(colon + 1)]}' must be 1 to {MaxValueLength} {CharactersOf(kind.Value)}. Write one of {Forms}.";
            return false;
        }
        scope = new Scope(kind.Value, Normalised(kind.Value, value));
        why = null;
        return true;
    }

    /// <summary>
    /// Whether the UTF-8 bytes can stand after the colon of any scope but a symbol's, and therefore in an order. Each is then a character.
    /// </summary>
    public static bool IsName(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= MaxValueLength && !utf8.ContainsAnyExcept(AllowedBytes);

    /// <param name="kind">The kind of scope.</param>
    /// <param name="value">What follows the colon of a scope of that kind, checked and normalised before.</param>
    internal static Scope Of(ScopeKind kind, ReadOnlySpan<byte> value) =>
        kind == ScopeKind.Global ? Global : new Scope(kind, Encoding.ASCII.GetString(value));

    public int CompareTo(Scope other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Value, other.Value);

    /// <summary>The form it is written in everywhere: topic keys, URLs, pages.</summary>
    public override string ToString() => Kind == ScopeKind.Global ? "GLOBAL" : $"{ScopeWords.Of(Kind)}:{Value}";

    private static Scope Checked(ScopeKind kind, string value) =>
        IsValue(kind, value)
            ? new Scope(kind, Normalised(kind, value))
            : throw new FormatException($"'{Shown(value)}' cannot follow '{ScopeWords.Of(kind)}:', which takes 1 to {MaxValueLength} {CharactersOf(kind)}.");

    private static bool IsValue(ScopeKind kind, string value) =>
        kind == ScopeKind.Symbol
            ? SymbolName.IsValid(value)
            : value is { Length: > 0 and <= MaxValueLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    private static string CharactersOf(ScopeKind kind) => kind == ScopeKind.Symbol ? SymbolName.Characters : NameCharacters;

    private static string Normalised(ScopeKind kind, string value) => kind switch
    {
        ScopeKind.Account => value,
        ScopeKind.Symbol => SymbolName.Normalised(value),
        _ => value.ToUpperInvariant(),
    };

    /// <summary>Input as it may be echoed: short and without control characters.</summary>
    private static string Shown(string? text)
    {
        var shown = text ?? "";
        if (shown.Length > 40)
            shown = shown[..40] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
