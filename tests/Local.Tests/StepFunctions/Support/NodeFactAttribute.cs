namespace KillSwitch.Local.Tests.StepFunctions.Support;

/// <summary>A test that evaluates JSONata; skipped, with the reason, where node or its packages are absent.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.WhyNot;
}
