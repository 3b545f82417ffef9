using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.Requests;

/// <summary>The header under which a request is repeated without repeating its effect, which is the domain's promise.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Why a key cannot be used; null for one that can.</summary>
    public static Refusal? Check(string key) => key.Length is > 0 and <= Command.MaxIdLength && key.All(c => c is > ' ' and <= '~') ? null : Unusable;

    /// <summary>Also for a header that was sent more than once.</summary>
    public static Refusal Unusable { get; } =
        new(RefusalCode.FieldInvalid, $"{Header} must be sent once, as 1 to {Command.MaxIdLength} printable characters without spaces. A UUID does.");
}
