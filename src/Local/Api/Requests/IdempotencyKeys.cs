using System.Security.Cryptography;
using System.Text;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>
/// Remembers what each <c>Idempotency-Key</c> was used for, so that a key used for something else is refused rather than
/// answered with another request's result. That the same request has its effect once is the domain's promise, and holds
/// across restarts; this memory is one process's, of the latest <see cref="Kept"/> keys.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class IdempotencyKeys
{
    public const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _uses = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The key of a request, null if it has none, or why it cannot be used.</summary>
    public (string? Key, Refusal? Refusal) Claim(HttpContext context, Actor actor, IReadOnlyDictionary<string, string> body)
    {
        var header = context.Request.Headers[IdempotencyKey.Header];
        if (header.Count == 0)
            return (null, null);
        var key = header.ToString();
        if ((header.Count > 1 ? IdempotencyKey.Unusable : IdempotencyKey.Check(key)) is { } refusal)
            return (null, refusal);
        return Remember($"{actor.Id}\n{key}", Use(context, body))
            ? (key, null)
            : (null, new Refusal(RefusalCode.IdempotencyKeyReused, $"{IdempotencyKey.Header} '{key}' was used for another request before. Use a new key for a new request; repeat a request with its own."));
    }

    private bool Remember(string id, string use)
    {
        lock (_lock)
        {
            if (_uses.TryGetValue(id, out var before))
                return before == use;
            if (_order.Count == Kept)
                _uses.Remove(_order.Dequeue());
            _order.Enqueue(id);
            _uses.Add(id, use);
            return true;
        }
    }

    private static string Use(HttpContext context, IReadOnlyDictionary<string, string> body)
    {
        var text = new StringBuilder().Append(context.Request.Path.Value).Append('\n');
        foreach (var (name, value) in body.OrderBy(f => f.Key, StringComparer.Ordinal))
            text.Append(name.Length).Append(name).Append(value.Length).Append(' ').Append(value);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
