using System.Reflection;
using KillSwitch.Chaos.Faults;
using KillSwitch.Chaos.Plan;
using KillSwitch.Tests;

namespace KillSwitch.Chaos.Tests.Faults;

public sealed class FaultFactoryTests
{
    /// <summary>A kind that falls to another's way would be reported as done, and never was. The constructor throws for it.</summary>
    [Fact]
    public void Factory_EveryKind_HasAWayOfItsOwn() => Assert.NotNull(new FaultFactory(null!, null, null!, null!, null!, null!));

    [Fact]
    public void Kinds_EveryOneThatIsDeclared_IsAmongThoseThatAreDrawn()
    {
        var declared = typeof(FaultKinds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(FaultKind))
            .Select(field => ((FaultKind)field.GetValue(null)!).Name);

        Assert.Equal(declared.Order(), FaultKinds.All.Select(kind => kind.Name).Order());
    }

    [Fact]
    public void Documentation_EveryKind_IsNamedInTheTable()
    {
        var rows = File.ReadAllLines(SourceTree.File("docs", "chaos.md")).Where(line => line.StartsWith('|')).ToList();

        Assert.All(FaultKinds.All, kind => Assert.Contains(rows, row => row.Contains($"`{kind.Name}`", StringComparison.Ordinal)));
    }
}
