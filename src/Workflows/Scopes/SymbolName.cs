using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KillSwitch.Workflows.Scopes;

/// <summary>Symbols as venues and vendors write them, brought to the one form in which orders and scopes are compared.</summary>
/// <remarks>
/// <para>Letters are upper-cased, but for the three that the consolidated tape writes in lower case behind a capital: p (preferred), r
/// (rights) and w (when issued). So <c>aapl</c> and <c>Aapl</c> are <c>AAPL</c>, while <c>BACpL</c>, a preferred share, is not
/// <c>BACPL</c>. A symbol with any other small letter is upper-cased as a whole.</para>
/// <para>An option's symbol as the OCC writes it, its root padded with blanks, stands without them:
/// <c>AAPL  260116C00150000</c> is <c>AAPL260116C00150000</c>. In all others blanks in a row are one.</para>
/// <para>What different vendors call the same instrument (<c>BRK.B</c>, <c>BRK/B</c>, <c>BRK B</c>) is not guessed: each is a symbol of
/// its own.</para>
/// </remarks>
public static class SymbolName
{
    private const string Marks = "._-/@+=^#*$&:!%~ ";
    private const int MaxRoot = 6;

    /// <summary>Expiry, right and strike of an option: <c>260116C00150000</c>.</summary>
    private const int OptionTail = 15;

    private const int RightAt = 6;
    private static readonly SearchValues<byte> s_allowed = SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8, .. Encoding.ASCII.GetBytes(Marks)]
    );

    private static readonly SearchValues<byte> s_mayChange = SearchValues.Create(" abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What a symbol consists of, as shown to whoever wrote something else.</summary>
    public static string Characters => "letters, digits, blanks within or . _ - / @ + = ^ # * $ & : ! % ~";

    /// <summary>Whether it can stand in an order, and after <c>SYMBOL:</c>. Each byte is then a character.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= Scope.MaxValueLength && !utf8.ContainsAnyExcept(s_allowed) && utf8[0] != ' ' && utf8[^1] != ' ';

    /// <summary>The form it is compared in; itself, and nothing is allocated, where it stands in that already.</summary>
    /// <param name="symbol">A valid one.</param>
    public static ReadOnlySpan<byte> Normalised(ReadOnlySpan<byte> symbol) => symbol.ContainsAny(s_mayChange) ? Changed(symbol) : symbol;

    /// <inheritdoc cref="Normalised(ReadOnlySpan{byte})"/>
    public static string Normalised(string symbol) => Encoding.ASCII.GetString(Normalised(Encoding.ASCII.GetBytes(symbol)));

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte})"/>
    public static bool IsValid([NotNullWhen(true)] string? symbol) => symbol is not null && IsValid(Encoding.UTF8.GetBytes(symbol));

    /// <summary>Of an option's symbol the root, which is nearly always what the option is on; empty of any other.</summary>
    /// <param name="normalised">In the form it is compared in.</param>
    public static ReadOnlySpan<byte> OptionRoot(ReadOnlySpan<byte> normalised) =>
        IsOption(normalised, out var root) && root + OptionTail == normalised.Length ? normalised[..root] : [];

    /// <inheritdoc cref="OptionRoot(ReadOnlySpan{byte})"/>
    /// <returns>Null where it is no option's.</returns>
    public static string? OptionRoot(string normalised) =>
        OptionRoot(Encoding.ASCII.GetBytes(normalised)) is { IsEmpty: false } root ? Encoding.ASCII.GetString(root) : null;

    private static byte[] Changed(ReadOnlySpan<byte> symbol)
    {
        var changed = new byte[symbol.Length];
        var length = WithoutIdleBlanks(symbol, changed);
        if (!KeepsItsCase(changed.AsSpan(0, length)))
            Ascii.ToUpperInPlace(changed.AsSpan(0, length), out _);
        if (IsOption(changed.AsSpan(0, length), out var root) && root + OptionTail < length)
            return [.. changed.AsSpan(0, root), .. changed.AsSpan(root + 1, OptionTail)];
        return changed[..length];
    }

    private static int WithoutIdleBlanks(ReadOnlySpan<byte> symbol, Span<byte> into)
    {
        var length = 0;
        foreach (var c in symbol)
        {
            if (c != ' ' || into[length - 1] != ' ')
                into[length++] = c;
        }
        return length;
    }

    private static bool KeepsItsCase(ReadOnlySpan<byte> symbol)
    {
        for (var i = 0; i < symbol.Length; i++)
        {
            if (!char.IsAsciiLetterLower((char)symbol[i]))
                continue;
            var isSuffix = symbol[i] is (byte)'p' or (byte)'r' or (byte)'w'
                && i > 0
                && (char.IsAsciiLetterUpper((char)symbol[i - 1]) || symbol[i - 1] is (byte)'p' or (byte)'r');
            if (!isSuffix)
                return false;
        }
        return true;
    }

    /// <summary>A root of capitals and digits, at most one blank, and expiry, right and strike.</summary>
    private static bool IsOption(ReadOnlySpan<byte> symbol, out int root)
    {
        root = symbol.Length - OptionTail;
        if (root < 1)
            return false;
        var tail = symbol[root..];
        if (tail[RightAt] is not ((byte)'C' or (byte)'P') || !AreDigits(tail[..RightAt]) || !AreDigits(tail[(RightAt + 1)..]))
            return false;
        if (root > 1 && symbol[root - 1] == ' ')
            root--;
        if (root > MaxRoot)
            return false;
        foreach (var c in symbol[..root])
        {
            if (!char.IsAsciiLetterUpper((char)c) && !char.IsAsciiDigit((char)c))
                return false;
        }
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
