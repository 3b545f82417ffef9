namespace KillSwitch.Verification;

/// <summary>Whether a promise was kept, as far as the topics and histories show.</summary>
/// <param name="Name">The promise, in a sentence.</param>
/// <param name="Held">True only if it was looked at and nothing speaks against it. What cannot be proven has not held.</param>
/// <param name="Checked">How many records were looked at.</param>
/// <param name="Evidence">What was found; of what is wrong, the first few cases by place.</param>
public sealed record PromiseResult(string Name, bool Held, long Checked, string Evidence);
