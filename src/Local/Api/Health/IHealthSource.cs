using KillSwitch.Api.Health;

namespace KillSwitch.Local.Api.Health;

/// <summary>Knows the parts of the stack.</summary>
public interface IHealthSource
{
    /// <summary>Every part as it is now. Answers from what is known, at once: it is asked often. Safe for concurrent use.</summary>
    IReadOnlyList<PartHealth> Check();
}
