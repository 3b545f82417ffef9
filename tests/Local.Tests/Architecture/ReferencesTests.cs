using System.Reflection;

namespace KillSwitch.Local.Tests.Architecture;

/// <summary>Arrows of reference go one way, and the heart of the system knows neither Kafka, AWS nor ASP.NET.</summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["KillSwitch.Workflows"] = [],
        ["KillSwitch.StatesLanguage"] = [],
        ["KillSwitch.Kafka"] = ["KillSwitch.Workflows", "Confluent.Kafka"],
        ["KillSwitch.Scenarios"] = ["KillSwitch.Workflows"],
        ["KillSwitch.DynamoDb"] = ["KillSwitch.Workflows", "AWSSDK.Core", "AWSSDK.DynamoDBv2"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_WhateverItReferences_IsAllowedToKnowIt(string project)
    {
        var unexpected = Assembly.Load(project).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => !IsPlatform(name) && !Allowed[project].Contains(name));

        Assert.Empty(unexpected);
    }

    [Fact]
    public void Platform_AspNetCore_IsNotMistakenForIt() => Assert.False(IsPlatform("Microsoft.AspNetCore.Http"));

    /// <summary>The runtime's own assemblies, and the logging interface that every adapter may take.</summary>
    private static bool IsPlatform(string name) =>
        name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives" or "Microsoft.Extensions.Logging.Abstractions"
        || name.StartsWith("System.", StringComparison.Ordinal);
}
