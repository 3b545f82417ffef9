namespace KillSwitch.Workflows.Operators;

/// <summary>What an incident held back, as far as the audit's index has read.</summary>
/// <param name="Complete">Whether nothing that it held back can be missing. What is not known counts as missing.</param>
/// <param name="IncompleteBecause">Why something may be missing, a sentence each.</param>
/// <param name="Orders">How many orders, each once.</param>
/// <param name="Notional">What they were worth, US dollars.</param>
/// <param name="FirstTs">When the first was decided, Unix ms; null where there was none.</param>
/// <param name="LastTs">When the last was.</param>
/// <param name="BehindRecords">How many records of <c>audit.v1</c> the index has not read yet; null where that is not known.</param>
/// <param name="BehindSeconds">For how long the oldest of them has been there; null where that is not known.</param>
/// <param name="AsOfTs">When it was looked up, Unix ms: how long ago the last one was, by one clock.</param>
public sealed record HeldBackView(
    bool Complete,
    IReadOnlyList<string> IncompleteBecause,
    long Orders,
    decimal Notional,
    long? FirstTs,
    long? LastTs,
    long? BehindRecords,
    long? BehindSeconds,
    long AsOfTs);
