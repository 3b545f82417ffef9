namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary>The process died at an effect.</summary>
internal sealed class CrashException(string effect) : Exception($"died at {effect}");
