using System.Buffers;
using System.Text;
using System.Text.Json;

namespace KillSwitch.Workflows.Routing;

/// <summary>Texts as they are written between quotes in JSON, escaped exactly as the serializer escapes.</summary>
internal static class JsonText
{
    /// <summary>
    /// The printable ASCII characters that stand for themselves in JSON. Asked of the encoder, so that what is copied because
    /// of them is what it would have written.
    /// </summary>
    public static SearchValues<byte> Plain { get; } = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c).Where(c => JsonEncodedText.Encode([c]).EncodedUtf8Bytes.SequenceEqual([c]))]);

    public static byte[] Escape(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return utf8.AsSpan().ContainsAnyExcept(Plain) ? JsonEncodedText.Encode(text).EncodedUtf8Bytes.ToArray() : utf8;
    }
}
