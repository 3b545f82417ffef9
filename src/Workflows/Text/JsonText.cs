using System.Buffers;
using System.Text;
using System.Text.Json;

namespace KillSwitch.Workflows.Text;

/// <summary>Texts as they are written between quotes in JSON, escaped exactly as the serializer escapes.</summary>
internal static class JsonText
{
    /// <summary>
    /// The printable ASCII characters that stand for themselves in JSON. Asked of the encoder, so that what is copied because
    /// of them is what it would have written.
    /// </summary>
    public static SearchValues<byte> Plain { get; } =
        SearchValues.Create([
            .. Enumerable
                .Range(' ', '~' - ' ' + 1)
                .Select(c => (byte)c)
                .Where(c => JsonEncodedText.Encode([c]).EncodedUtf8Bytes.SequenceEqual([c])),
        ]);

    public static byte[] Escape(string text)
    {
        var json = new byte[MaxLength(text)];
        return json[..Write(text, json)];
    }

    /// <summary>The same of UTF-8; itself, and nothing is allocated, where it stands for itself.</summary>
    public static ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> utf8) =>
        utf8.ContainsAnyExcept(Plain) ? JsonEncodedText.Encode(utf8).EncodedUtf8Bytes : utf8;

    /// <param name="text">The text.</param>
    /// <param name="json">Room for <see cref="MaxLength"/> bytes.</param>
    /// <returns>How many were written.</returns>
    public static int Write(string text, Span<byte> json)
    {
        var length = Encoding.UTF8.GetBytes(text, json);
        if (!json[..length].ContainsAnyExcept(Plain))
            return length;
        // From the bytes, in which half a character is a replacement already: a text of which there is one would be refused.
        var escaped = JsonEncodedText.Encode(json[..length]).EncodedUtf8Bytes;
        escaped.CopyTo(json);
        return escaped.Length;
    }

    /// <summary>Every character as \uXXXX.</summary>
    public static int MaxLength(string text) => text.Length * 6;
}
