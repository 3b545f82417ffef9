using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Approvals;

/// <summary>How sentences about a request name what is asked for. Who may decide it, and how, is the same for all.</summary>
internal sealed record ApprovalWords
{
    public static ApprovalWords Unkill { get; } = new()
    {
        Noun = "unkill",
        ANoun = "an unkill",
        Stays = "the scope stays killed",
        VoidedBy = "A further kill",
        AskAnew = "Ask for a new unkill.",
        LookFirst = "Look at the new cause, then ask for a new unkill.",
        Decide = Permission.DecideUnkill,
    };

    public static ApprovalWords LimitChange { get; } = new()
    {
        Noun = "change",
        ANoun = "a change of a limit",
        Stays = "the limit stays as it is",
        VoidedBy = "Another change of the same limit",
        AskAnew = "Ask for the change anew.",
        LookFirst = "Look at what the limit is now, then ask anew.",
        Decide = Permission.DecideLimit,
    };

    /// <summary>Behind "this" and "the".</summary>
    public required string Noun { get; init; }

    /// <summary>With its article.</summary>
    public required string ANoun { get; init; }

    /// <summary>What is so as long as it is not approved, to stand behind a semicolon.</summary>
    public required string Stays { get; init; }

    /// <summary>What makes it void, to begin a sentence.</summary>
    public required string VoidedBy { get; init; }

    /// <summary>What to do where it has ended; a sentence.</summary>
    public required string AskAnew { get; init; }

    /// <summary>What to do where it was made void; a sentence.</summary>
    public required string LookFirst { get; init; }

    /// <summary>What whoever approves or rejects it must be allowed to.</summary>
    public required Permission Decide { get; init; }
}
