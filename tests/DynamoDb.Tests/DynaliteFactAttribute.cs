using KillSwitch.Tests;

namespace KillSwitch.DynamoDb.Tests;

/// <summary>A test that needs dynalite; skipped, with the reason, where node or its packages are absent.</summary>
public sealed class DynaliteFactAttribute : FactAttribute
{
    public DynaliteFactAttribute() => Skip = Node.WhyNot;
}
