namespace KillSwitch.Api.Requests;

/// <summary>The header that a key comes in. What the key must look like, and what it promises, is the domain's.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    /// <summary>On an answer that repeats an earlier one.</summary>
    public const string Replayed = "Idempotent-Replayed";

    /// <summary>On the answer to a kill whose key was of no use.</summary>
    public const string Ignored = "Idempotency-Key-Ignored";

    /// <summary>
    /// What was sent; null where nothing was. Two keys are one value with a space in it, as HTTP joins them, and so none that is taken:
    /// which of them is meant is not guessed.
    /// </summary>
    public static string? Read(IReadOnlyList<string> sent) => sent.Count == 0 ? null : string.Join(", ", sent);
}
