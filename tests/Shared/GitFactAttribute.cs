namespace KillSwitch.Tests;

/// <summary>A test that makes a git repository; skipped, with the reason, where git is absent.</summary>
internal sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = Programs.Find("git") is null ? "git is not on the PATH" : null;
}
