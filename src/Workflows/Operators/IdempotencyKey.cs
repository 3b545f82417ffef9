using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Operators;

/// <summary>What a key looks like under which a request is repeated without repeating its effect.</summary>
public static class IdempotencyKey
{
    /// <summary>Characters.</summary>
    public const int MaxLength = Command.MaxIdLength;

    /// <summary>A regular expression: ASCII that is printed, and no space, so that every header and log carries it unchanged.</summary>
    public const string Pattern = "^[!-~]+$";

    /// <summary>Why a key cannot be used; null for one that can, and for none.</summary>
    public static Refusal? Check(string? key) =>
        key is null || (key.Length is > 0 and <= MaxLength && key.All(c => c is >= '!' and <= '~'))
            ? null
            : new(
                RefusalCode.FieldInvalid,
                $"An Idempotency-Key is sent once, as 1 to {MaxLength} printable ASCII characters without spaces. A UUID does."
            );
}
