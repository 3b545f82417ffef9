namespace KillSwitch.Lake.Running;

/// <param name="Data">Where everything is kept.</param>
/// <param name="Replay">A log that somebody has; null for a day that is made up.</param>
/// <param name="Seed">Of that day.</param>
/// <param name="Events">Roughly so many.</param>
/// <param name="Pace">How long that day takes; zero for as fast as it can be written.</param>
internal sealed record LakeOptions(string Data, string? Replay, int Seed, int Events, TimeSpan Pace);
