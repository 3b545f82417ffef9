using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Auditing;

/// <summary>What is indexed, from the environment, here as on AWS.</summary>
public static class AuditCoverageSetting
{
    public const string Name = "KILLSWITCH_AUDIT_INDEX";

    /// <summary>The default.</summary>
    public const string Held = "held";

    public const string All = "all";

    /// <exception cref="InvalidSettingsException">It is neither.</exception>
    public static AuditCoverage Read(Func<string, string?> variable) => variable(Name) switch
    {
        null or "" or Held => AuditCoverage.Held,
        All => AuditCoverage.All,
        var other => throw new InvalidSettingsException(
            [$"{Name} is '{other}': it must be {Held} (what was held back, and the steps) or {All} (every decision)."]
        ),
    };
}
