namespace KillSwitch.Workflows.Auditing;

/// <summary>Which records the index takes.</summary>
public enum AuditCoverage
{
    /// <summary>Steps, acts, and decisions that let no order through.</summary>
    Held,

    /// <summary>Every decision: as many as there are orders.</summary>
    All,
}
