using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace KillSwitch.Architecture.Tests;

/// <summary>Within a project, too, arrows go one way: no namespace needs one that needs it.</summary>
public sealed class CirclesTests
{
    public static TheoryData<string> Compiled => [.. House.Compiled];

    [Theory]
    [MemberData(nameof(Compiled))]
    public void Namespaces_OfAProject_AreFreeOfCircles(string project)
    {
        var code = new ArchLoader().LoadAssembly(Assembly.Load(project)).Build();

        var circles = SliceRuleDefinition.Slices().MatchingWithPackages($"{project}(**)").Should().BeFreeOfCycles()
            .Evaluate(code)
            .Where(result => !result.Passed)
            .Select(result => result.Description)
            .ToList();

        Assert.True(circles.Count == 0, string.Join("\n", circles));
    }
}
