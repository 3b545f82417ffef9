namespace KillSwitch.Local.Tests.Security.Support;

/// <summary>Tests that share one whole stack, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StackCollection : ICollectionFixture<StackFixture>
{
    public const string Name = "a whole stack";
}
