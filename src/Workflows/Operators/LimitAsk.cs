namespace KillSwitch.Workflows.Operators;

/// <summary>What a person asks of a limit, unchecked.</summary>
/// <param name="Owner">A scope, or <c>GROUP:name</c> of a group that the limits file has.</param>
/// <param name="Rule">As limits files name it: <c>max_qty</c>.</param>
/// <param name="Value">A number in the rule's unit, or <see cref="None"/>; of <c>restricted</c>, 1 or that.</param>
/// <param name="Reason">Mandatory; at most 1,000 characters.</param>
/// <param name="Until">When it is to end by itself: Unix ms, or a time as ISO 8601 writes it; null where it is to stay.</param>
/// <param name="IdempotencyKey">As in <see cref="CommandRequest"/> of an unkill.</param>
public sealed record LimitAsk(
    string? Owner, string? Rule, string? Value, string? Reason, string? Until = null, string? IdempotencyKey = null)
{
    /// <summary>No limit.</summary>
    public const string None = "none";
}
