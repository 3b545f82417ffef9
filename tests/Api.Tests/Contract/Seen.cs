using System.Text.RegularExpressions;
using KillSwitch.Api.Requests;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>An answer, without what belongs to one request (its trace) or one place (address, link).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Those that callers rely on.</param>
/// <param name="Body">The body.</param>
internal sealed partial record Seen(int Status, string Headers, string Body)
{
    private static readonly string[] s_matter =
    [
        "Content-Type",
        "Location",
        "Vary",
        "Allow",
        "WWW-Authenticate",
        IdempotencyHeader.Replayed,
        IdempotencyHeader.Ignored,
        .. SecurityHeaders.Of(signIn: null, encrypted: false).Keys,
    ];

    public static Seen Of(int status, IReadOnlyDictionary<string, string> headers, string body, Place place)
    {
        var named = s_matter.Order(StringComparer.Ordinal).Where(headers.ContainsKey).Select(name => $"{name}: {headers[name]}");
        return new Seen(status, Neutral(string.Join('\n', named), status, place), Neutral(body, status, place));
    }

    /// <summary>Whether this is that answer once more: the same ids and times, and it says that nothing was done.</summary>
    public bool Repeats(Seen first) =>
        Status == first.Status
        && Headers.Split('\n').Except(first.Headers.Split('\n')).SequenceEqual([$"{IdempotencyHeader.Replayed}: true"])
        && Message().Replace(Body, "") == Message().Replace(first.Body, "").Replace("\"replayed\":false", "\"replayed\":true");

    /// <summary>Whether it says, in header, body and words, that the key was ignored.</summary>
    public bool SaysThatTheKeyWasIgnored =>
        Headers.Contains($"{IdempotencyHeader.Ignored}: true", StringComparison.Ordinal)
        && Body.Contains("\"idempotency_key_ignored\":true", StringComparison.Ordinal)
        && Body.Contains("The key was ignored: sent again, this kills again.", StringComparison.Ordinal);

    private static string Neutral(string text, int status, Place place)
    {
        foreach (var (own, name) in place.Names)
            text = text.Replace(own, name, StringComparison.Ordinal);
        text = Trace().Replace(text, "$1TRACE");
        text = Chance().Replace(text, "cmd-ID");
        text = MailTime().Replace(text, "$1TIME");
        // How to get a token is each place's own.
        return status == 401 ? Detail().Replace(text, "\"detail\":\"…\"") : text;
    }

    [GeneratedRegex("(\"trace_id\":\"|\"trace_parent\":\"|<dt>Trace</dt><dd><code>)[^\"<]*")]
    private static partial Regex Trace();

    /// <summary>A command without a key has an id of its own.</summary>
    [GeneratedRegex("cmd-[0-9a-f]{32}")]
    private static partial Regex Chance();

    /// <summary>The mailbox has the system's time.</summary>
    [GeneratedRegex("(\"id\":\"|\"mail_id\":\"|\"sent_ts\":|\"ts\":)[^\",]*")]
    private static partial Regex MailTime();

    [GeneratedRegex("\"message\":\"[^\"]*\"")]
    private static partial Regex Message();

    [GeneratedRegex("\"detail\":\"[^\"]*\"")]
    private static partial Regex Detail();
}
