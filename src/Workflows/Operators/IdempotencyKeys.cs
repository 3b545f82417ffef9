using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Operators;

/// <summary>
/// A person's key belongs to the first request it came with. It is claimed before the act: after a crash in between, the repeat
/// acts, or recognises what it did by the command's id or the decision's key; another request under the key never acts.
/// </summary>
internal sealed class IdempotencyKeys(IIdempotencyStore store)
{
    /// <summary>A person's key always leads to the same command; two people's never do.</summary>
    public static string CmdId(Actor actor, string? key) =>
        "cmd-" + (key is null ? Guid.NewGuid().ToString("N") : Convert.ToHexStringLower(SHA256.HashData(Owned(actor, key)))[..32]);

    /// <summary>
    /// Without a key of the caller's, one of this call: a save that arrived unacknowledged is still recognised as its own.
    /// </summary>
    public static string OrOfThisCall(string? key) => key ?? "call-" + Guid.NewGuid().ToString("N");

    /// <param name="actor">Whose key it is.</param>
    /// <param name="key">The key; without one there is nothing to claim.</param>
    /// <param name="act">As audits name it.</param>
    /// <param name="caused">What the act leads to.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <param name="said">The act's target and all that was said with it, always in the same order.</param>
    /// <param name="cancellationToken">Gives up; the key may be claimed.</param>
    /// <returns>The key's first use, by this request or by the one it repeats; none without a key.</returns>
    /// <exception cref="StoreUnavailableException">Not known to be claimed.</exception>
    public async Task<ClaimedKey> ClaimAsync(
        Actor actor, string? key, string act, string caused, long nowMs, string[] said, CancellationToken cancellationToken)
    {
        if (key is null)
            return ClaimedKey.None;
        var use = new KeyUse(
            "idempotency:" + Convert.ToHexStringLower(SHA512.HashData(Owned(actor, key))),
            Fingerprint([act, .. said]),
            act,
            caused,
            nowMs
        );
        var first = await store.ClaimAsync(use, cancellationToken);
        return first.Fingerprint == use.Fingerprint
            ? new(first, IsRepeat: first != use, null)
            : new(
                null,
                IsRepeat: false,
                new(
                    RefusalCode.IdempotencyKeyReused,
                    "The idempotency key was used before, for another request. Send a new key with a new request; repeat a request with its own."
                )
            );
    }

    private static byte[] Owned(Actor actor, string key) => Encoding.UTF8.GetBytes($"{actor.Person.Key}\n{key}");

    /// <summary>Lengths included: no two lists of texts run together to the same bytes.</summary>
    private static string Fingerprint(string[] texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => $"{text.Length}:{text}")))));
}
