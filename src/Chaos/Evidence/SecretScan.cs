namespace KillSwitch.Chaos.Evidence;

/// <summary>What was looked through for secrets.</summary>
/// <param name="Looked">Records, history events, mails and lines.</param>
/// <param name="Found">Where one stood, and of what kind it is; never the secret itself.</param>
internal sealed record SecretScan(long Looked, IReadOnlyList<string> Found);
