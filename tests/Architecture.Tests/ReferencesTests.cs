using System.Reflection;

namespace KillSwitch.Architecture.Tests;

/// <summary>
/// Arrows of reference go one way, towards Workflows and StatesLanguage, which know nobody. A new arrow is a decision: it is
/// allowed here, and drawn in docs/overview.md unless it follows from those that are.
/// </summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Workflows"] = [],
        ["StatesLanguage"] = [],
        ["Hosting"] = [],
        ["Kafka"] = ["Workflows"],
        ["DynamoDb"] = ["Workflows"],
        ["OrderFormats"] = ["Workflows"],
        ["Scenarios"] = ["OrderFormats", "Workflows"],
        ["Surveillance"] = ["Workflows"],
        ["Api"] = ["Hosting", "Workflows"],
        ["StepFunctions"] = ["Hosting", "StatesLanguage", "Workflows"],
        ["Brokers"] = ["Hosting", "Kafka", "Workflows"],
        ["Verification"] = ["Kafka", "StepFunctions", "Workflows"],
        ["WebConsole"] = ["Api", "Hosting", "StatesLanguage", "StepFunctions", "Workflows"],
        ["Aws"] = ["Api", "DynamoDb", "Kafka", "Scenarios", "Workflows"],
        ["Functions"] = ["Api", "Aws", "DynamoDb", "Kafka", "Signatures", "Workflows"],
        ["Cdk"] = ["Api", "Aws", "DynamoDb", "Kafka", "Workflows"],
        ["Local"] =
        [
            "Api",
            "Brokers",
            "DynamoDb",
            "Hosting",
            "Kafka",
            "OrderFormats",
            "Scenarios",
            "StatesLanguage",
            "StepFunctions",
            "Verification",
            "WebConsole",
            "Workflows",
        ],
        ["Benchmarks"] = ["Brokers", "Hosting", "Kafka", "Local", "OrderFormats", "StepFunctions", "Workflows"],
        ["Chaos"] = ["Brokers", "DynamoDb", "Hosting", "Kafka", "Local", "StepFunctions", "Verification", "Workflows"],
        ["Course"] = ["Hosting", "Local", "Workflows"],
        ["Lake"] = ["Hosting", "Local", "Surveillance", "Workflows"],
        ["Spark.Driver"] = ["Signatures"],
        ["Signatures"] = [],
    };

    /// <summary>The heart, and who may know a library of the outside.</summary>
    private static readonly Dictionary<string, string[]> s_libraries = new()
    {
        ["Workflows"] = [],
        ["StatesLanguage"] = [],
        ["OrderFormats"] = ["Sep"],
        ["Scenarios"] = [],
        ["Surveillance"] = [],
        ["Verification"] = [],
        ["Kafka"] = ["Confluent.Kafka"],
        ["DynamoDb"] = ["AWSSDK.Core", "AWSSDK.DynamoDBv2"],
    };

    public static TheoryData<string> Projects => [.. House.Projects.Keys];

    public static TheoryData<string> Compiled => [.. House.Compiled];

    public static TheoryData<string> WithoutLibraries => [.. s_libraries.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_WhateverItNames_IsAllowed(string project) =>
        Assert.Empty(House.Projects[project].References.Select(Short).Except(Allowed(project)));

    /// <summary>
    /// What comes along with another project is not used unsaid: whoever opens the project's file sees all that it knows.
    /// </summary>
    [Theory]
    [MemberData(nameof(Compiled))]
    public void Assembly_WhateverItUses_IsNamedInItsProjectFile(string project)
    {
        var used = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(House.Projects.ContainsKey);

        Assert.Empty(used.Except(House.Projects[project].References));
    }

    [Theory]
    [MemberData(nameof(WithoutLibraries))]
    public void Assembly_OfTheHeartOrAnAdapter_KnowsOnlyItsLibrary(string project)
    {
        var unexpected = Assembly.Load("KillSwitch." + project).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => !IsPlatform(name) && !House.Projects.ContainsKey(name))
            .Except(s_libraries[project]);

        Assert.Empty(unexpected);
    }

    [Fact]
    public void Platform_AspNetCore_IsNotMistakenForIt() => Assert.False(IsPlatform("Microsoft.AspNetCore.Http"));

    [Fact]
    public void Picture_InTheOverview_HasEveryArrowOrTheOnesItFollowsFrom()
    {
        var arrows = House.Projects.SelectMany(p => p.Value.References, (p, to) => (From: Short(p.Key), To: Short(to)))
            .Where(arrow => arrow.To != "Signatures")
            .ToHashSet();
        var drawn = Picture.Arrows().ToHashSet();

        Assert.Empty(drawn.Except(arrows));
        Assert.All(arrows, arrow => Assert.True(Picture.Leads(drawn, arrow.From, arrow.To), $"{arrow.From} --> {arrow.To}"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Internals_OfAProject_AreSeenByTestsAlone(string project) =>
        Assert.DoesNotContain(House.Projects[project].Friends, friend => !friend.EndsWith(".Tests", StringComparison.Ordinal));

    private static string Short(string project) => project["KillSwitch.".Length..];

    private static string[] Allowed(string project) => s_allowed.TryGetValue(Short(project), out var allowed)
        ? allowed
        : throw new InvalidOperationException($"{project} is new: say here what it may know, and draw it in docs/overview.md.");

    /// <summary>The runtime's own assemblies, and the logging interface that every adapter may take.</summary>
    private static bool IsPlatform(string name) =>
        name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives" or "Microsoft.Extensions.Logging.Abstractions"
        || name.StartsWith("System.", StringComparison.Ordinal);
}
