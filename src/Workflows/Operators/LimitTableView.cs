using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Operators;

/// <summary>What holds now, and what is asked for.</summary>
/// <param name="Limits">Every limit that the limits file has or that was ever changed, by owner and rule.</param>
/// <param name="Changes">Changes that are not at their end: asked for, or temporary. The latest first.</param>
public sealed record LimitTableView(IReadOnlyList<LimitView> Limits, IReadOnlyList<LimitChangeView> Changes);

/// <summary>One limit as it holds.</summary>
/// <param name="Owner">A scope, or <c>GROUP:name</c>.</param>
/// <param name="Rule">Which.</param>
/// <param name="Value">In the rule's unit; null where nothing is limited.</param>
/// <param name="From">FILE, or CHANGE.</param>
/// <param name="OfFile">What the limits file says; null where it says nothing.</param>
/// <param name="ChangeId">The change that made it so.</param>
/// <param name="AskedBy">Who asked for that.</param>
/// <param name="ApprovedBy">Who approved it; null where it takes nobody, and of the file.</param>
/// <param name="Reason">Why.</param>
/// <param name="SinceTs">Since when, Unix ms.</param>
/// <param name="Until">When it goes back by itself, Unix ms; null where it does not.</param>
public sealed record LimitView(
    string Owner,
    LimitRule Rule,
    decimal? Value,
    string From,
    decimal? OfFile,
    string? ChangeId = null,
    string? AskedBy = null,
    IReadOnlyList<string>? ApprovedBy = null,
    string? Reason = null,
    long? SinceTs = null,
    long? Until = null)
{
    public const string File = "FILE";
    public const string Change = "CHANGE";
}
