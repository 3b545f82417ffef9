namespace KillSwitch.Workflows.Refusals;

/// <summary>An expected "no", with what to do about it.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people: what is wrong and what to do.</param>
public sealed record Refusal(RefusalCode Code, string Message)
{
    public override string ToString() => $"{(int)Code} {Code}: {Message}";
}
