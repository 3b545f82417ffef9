namespace KillSwitch.Tests;

/// <summary>A test that types what the documentation says; skipped, with the reason, where a program that it names is absent.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    /// <param name="programs">What the commands need besides the stack itself.</param>
    public ShellFactAttribute(params string[] programs)
    {
        var absent = programs.Where(p => Programs.Find(p) is null).ToList();
        Skip = absent.Count > 0 ? $"{string.Join(", ", absent)} is not on the PATH" : Node.WhyNot;
    }
}
