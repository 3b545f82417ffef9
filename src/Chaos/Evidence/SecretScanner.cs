using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Kafka.Reading;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Evidence;

/// <summary>Looks for what must stand nowhere: given secrets, task tokens, and links that were signed. Not thread-safe.</summary>
/// <param name="secrets">At least 8 characters each, so that no ordinary word is found.</param>
internal sealed partial class SecretScanner(IEnumerable<string> secrets)
{
    /// <summary>How every id in a callback link begins: <c>inc-</c> in base64url.</summary>
    private const string LinkMark = "aW5jL";

    private const int Kept = 100;

    private readonly SearchValues<string> _needles = SearchValues.Create(
        [.. secrets.Where(s => s.Length >= 8), TaskToken.Mark, LinkMark],
        StringComparison.Ordinal
    );
    private readonly List<string> _found = [];
    private long _looked;

    public SecretScan Result => new(_looked, [.. _found]);

    /// <param name="bytes">A record's value, a line, an event.</param>
    /// <param name="where">For people; asked only where something is found.</param>
    /// <param name="linksAllowed">Mail carries links to those it is addressed to.</param>
    public void Look(ReadOnlySpan<byte> bytes, Func<string> where, bool linksAllowed = false)
    {
        _looked++;
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            // Every byte becomes one character, whatever the encoding was; all that is looked for is ASCII.
            var text = chars.AsSpan(0, Encoding.Latin1.GetChars(bytes, chars));
            for (int at; (at = text.IndexOfAny(_needles)) >= 0; text = text[(at + 1)..])
            {
                if (KindAt(text[at..], linksAllowed) is not { } kind)
                    continue;
                if (_found.Count < Kept)
                    _found.Add($"{where()} holds {kind}.");
                return;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
        }
    }

    public void Look(string text, Func<string> where, bool linksAllowed = false) => Look(Encoding.UTF8.GetBytes(text), where, linksAllowed);

    /// <summary>A record's value and headers. What proves a command to be the operator API's may stand in its own.</summary>
    public void Look(string topic, TopicRecord record)
    {
        var place = new Place(record.Partition, record.Offset);
        Look(record.Value, () => place.In(topic));
        foreach (var header in record.Headers.Where(h => h.Key != Headers.Attestation))
            Look(header.Value, () => $"{place.In(topic)}, header {header.Key},");
    }

    private static string? KindAt(ReadOnlySpan<char> text, bool linksAllowed)
    {
        if (text.StartsWith(TaskToken.Mark))
            return "a task token";
        if (!text.StartsWith(LinkMark))
            return "a bearer token or key";
        // The end of a link is what gives it away; the mark alone may be chance.
        return !linksAllowed && SignedLink().IsMatch(text) ? "a signed link" : null;
    }

    [GeneratedRegex(@"^aW5jL[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{43}")]
    private static partial Regex SignedLink();
}
