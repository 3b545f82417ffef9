namespace KillSwitch.Benchmarks.Against;

/// <summary>A commit that was built.</summary>
/// <param name="Hash">Its whole hash.</param>
/// <param name="Short">As much of it as names it.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Changed">Whether files were changed since, so that the build is not quite of it.</param>
internal sealed record Revision(string Hash, string Short, string Subject, bool Changed = false);
