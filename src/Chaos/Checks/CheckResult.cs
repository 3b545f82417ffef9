namespace KillSwitch.Chaos.Checks;

/// <param name="Name">The promise, in a sentence.</param>
/// <param name="Checked">How many records were looked at.</param>
/// <param name="ViolationCount">How many speak against it. Not proven, as there was nothing to look at where there should have been, counts as one.</param>
/// <param name="Violations">The first 20 of them, each with the place of its record.</param>
/// <param name="Notes">What else should be known: duplicates that sequenced delivery allows, exceptions that were made.</param>
internal sealed record CheckResult(string Name, long Checked, long ViolationCount, IReadOnlyList<string> Violations, IReadOnlyList<string> Notes)
{
    public bool Held => ViolationCount == 0;
}
