namespace KillSwitch.Tests;

/// <summary>A test that evaluates JSONata; skipped, with the reason, where node or its packages are absent.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.WhyNot;
}
