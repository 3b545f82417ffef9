using System.Reflection;
using System.Text.RegularExpressions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Documentation;

/// <summary>docs/aws names what is there.</summary>
public sealed partial class AwsDocumentsTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Repository.Path("docs", "aws"), "*.md").Select(f => Path.GetFileName(f)!)];

    /// <summary>Those that a person sets; the last one is set by <c>./run deploy</c>.</summary>
    public static TheoryData<string> Settings => [.. typeof(ContextNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (string)f.GetRawConstantValue()!)
        .Where(name => name != ContextNames.RequirePackage)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Tests_ThatADocumentNames_AreThere(string document)
    {
        var tests = Directory
            .EnumerateFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();

        var missing = TestName().Matches(Read(document)).Select(m => m.Groups[1].Value).Where(name => !tests.Contains(name)).Distinct();

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadSomewhere(string document)
    {
        var missing = Link().Matches(Read(document)).Select(m => m.Groups[1].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository.Path("docs", "aws"), to)));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_OfADeployment_StandsInTheGuide(string name) =>
        Assert.Matches($@"(?m)^\|[^|]*`{name}`", Read("deploy.md"));

    /// <summary>macOS has another date; seconds since 1970 are the same everywhere.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Commands_OfADocument_RunOnMacOsToo(string document) =>
        Assert.DoesNotMatch(@"\bdate\b[^)`\n]*\s(-d|--date)\b|\breadlink -f|\bsed -i ", Read(document));

    /// <summary>The scripts look for what the app has marked.</summary>
    [Fact]
    public void Tag_ThatDestroyLooksFor_IsTheAppsOwn() =>
        Assert.Contains(
            $"student_tag={KillSwitchApp.Tag}\n",
            File.ReadAllText(Repository.Path("cdk", "scripts", "leftovers.sh")),
            StringComparison.Ordinal
        );

    private static string Read(string document) => File.ReadAllText(Repository.Path("docs", "aws", document));

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)[.`]")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
