using System.Globalization;

namespace KillSwitch.Verification.Promises;

/// <summary>Whether a promise was kept, as far as topics, histories and store show.</summary>
/// <param name="Name">The promise, in a sentence.</param>
/// <param name="Checked">How many records were looked at.</param>
/// <param name="ViolationCount">How many speak against it. Not proven, as there was nothing to look at where there should have been, counts
/// as one.</param>
/// <param name="Violations">The first 20 of them, each with the place of its record.</param>
/// <param name="Basis">On what it was found to hold.</param>
/// <param name="Notes">What else should be known: repeats that sequenced delivery allows, exceptions that were made.</param>
public sealed record PromiseResult(
    string Name, long Checked, long ViolationCount, IReadOnlyList<string> Violations, string Basis, IReadOnlyList<string> Notes)
{
    private const int Shown = 5;

    /// <summary>Nothing speaks against it. What cannot be proven has not held.</summary>
    public bool Held => ViolationCount == 0;

    /// <summary>It held, and something was looked at: a run in which nothing of the kind came up shows nothing.</summary>
    public bool Shows => Held && Checked > 0;

    /// <summary>What was found; of what is wrong, the first few.</summary>
    public string InWords()
    {
        if (Held)
            return string.Join(" ", Notes.Select(n => n + ".").Prepend(Basis));
        var more = ViolationCount > Shown ? string.Create(CultureInfo.InvariantCulture, $" And {ViolationCount - Shown:N0} more.") : "";
        return string.Join(" ", Violations.Take(Shown)) + more;
    }
}
