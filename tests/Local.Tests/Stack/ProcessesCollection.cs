namespace KillSwitch.Local.Tests.Stack;

/// <summary>Tests that run a whole stack go one after the other: side by side they would measure the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessesCollection
{
    public const string Name = "Whole stacks";
}
