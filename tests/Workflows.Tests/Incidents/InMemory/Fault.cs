namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

internal enum Fault
{
    None,

    /// <summary>The process dies and the effect was not had.</summary>
    CrashBefore,

    /// <summary>The process dies and the effect was had.</summary>
    CrashAfter,

    /// <summary>Somebody else acts right before the effect.</summary>
    SomethingElse,
}
