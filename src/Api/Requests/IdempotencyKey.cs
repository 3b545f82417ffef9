using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>The header under which a request is repeated without repeating its effect, which is the domain's promise.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>On an answer that repeats an earlier one.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Why what was sent cannot be used; null for one key that can, and for none.</summary>
    internal static Refusal? Check(IReadOnlyList<string> sent) => sent switch
    {
        [] => null,
        [{ Length: > 0 and <= Command.MaxIdLength } key] when key.All(c => c is > ' ' and <= '~') => null,
        _ => new(
            RefusalCode.FieldInvalid,
            $"{Header} must be sent once, as 1 to {Command.MaxIdLength} printable characters without spaces. A UUID does."),
    };
}
