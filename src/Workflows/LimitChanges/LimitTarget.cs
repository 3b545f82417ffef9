namespace KillSwitch.Workflows.LimitChanges;

/// <summary>What a limit goes back to when a temporary change ends.</summary>
/// <param name="Value">In the rule's unit; null limits nothing.</param>
/// <param name="OfFile">Whether that is what the limits file says: then the file counts again, whatever it says by then.</param>
public sealed record LimitTarget(decimal? Value, bool OfFile);
