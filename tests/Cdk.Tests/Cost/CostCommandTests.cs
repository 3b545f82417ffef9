using System.Text.RegularExpressions;
using KillSwitch.Cdk.Cost;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Cost;

/// <summary>What the command prints.</summary>
public sealed partial class CostCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("killswitch-cost-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_OneAssembly_ShowsEveryLineWithItsPriceAndTheSum()
    {
        Assert.Equal(0, Run("--hours", "730", Assembly("Serverless", keys: 2)));

        // Two keys for 730 hours, at a dollar a month each.
        Assert.Matches(@"killswitch-network-x +customer-managed keys +2 +\$1 per month +\$2\.00", _output.ToString());
        Assert.Contains("730 hours: $2.00. Of that $2.00 whether or not anything happens.", _output.ToString());
        Assert.Contains("Prices of us-east-1", _output.ToString());
    }

    [Fact]
    public void Run_SeveralAssemblies_PutsThemBesideEachOther()
    {
        Assert.Equal(0, Run("--hours", "730", Assembly("Serverless", keys: 2), Assembly("Provisioned", keys: 5)));

        Assert.Matches(@"730 hours +Serverless +Provisioned", _output.ToString());
        Assert.Matches(@"in all +\$2\.00 +\$5\.00", _output.ToString());
        Assert.Matches(@"if nothing happens +\$2\.00 +\$5\.00", _output.ToString());
    }

    [Fact]
    public void Run_Total_IsOneSentence()
    {
        Assert.Equal(0, Run("--hours", "730", "--total", Assembly("any", keys: 3)));

        Assert.StartsWith("About $3.00 for 730 h", _output.ToString(), StringComparison.Ordinal);
        Assert.Single(_output.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void Run_UnverifiedPrice_HasAQuestionMark()
    {
        Assert.Equal(
            0,
            Run(
                Assembly(
                    "any",
                    keys: 0,
                    more: """, "E": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": { "Topics": ["t"], "ProvisionedPollerConfig": { "MinimumPollers": 1 } } } """
                )
            )
        );

        Assert.Matches(@"event pollers kept ready +1 +\$0\.185 per hour \?", _output.ToString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("8761")]
    [InlineData("many")]
    public void Run_HoursThatAreNone_AreRefused(string hours)
    {
        Assert.Equal(2, Run("--hours", hours, "."));

        Assert.Contains("--hours wants a number above 0 and up to 8760", _errors.ToString());
        Assert.Equal(2, CostCommand.Accept(hours, _errors));
        Assert.Equal(0, CostCommand.Accept("8", _errors));
    }

    [Fact]
    public void Run_FilesThatItNames_AreThere()
    {
        Assert.Equal(0, Run(Assembly("any", keys: 1)));

        var named = FileOfTheApp().Matches(_output.ToString()).Select(m => m.Value).ToList();
        Assert.Equal(2, named.Count);
        Assert.All(named, file => Assert.True(File.Exists(Repository.Path(file.Split('/'))), file));
    }

    [Fact]
    public void Run_NoAssembly_IsRefused()
    {
        Assert.Equal(2, Run());

        Assert.Contains("folder", _errors.ToString());
    }

    [GeneratedRegex(@"\bcdk/[\w/]+\.\w+")]
    private static partial Regex FileOfTheApp();

    private int Run(params string[] arguments) => CostCommand.Run(arguments, _output, _errors);

    private string Assembly(string name, int keys, string more = "")
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "manifest.json"), """
            { "artifacts": {
                "Tree": { "type": "cdk:tree", "properties": {} },
                "Network": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "n.json", "stackName": "killswitch-network-x" } } } }
            """);
        var resources = string.Join(", ", Enumerable.Range(0, keys).Select(k => $$"""
            "K{{k}}": { "Type": "AWS::KMS::Key" }
            """).Prepend("""
            "V": { "Type": "AWS::EC2::VPC" }
            """));
        File.WriteAllText(Path.Combine(folder, "n.json"), $$"""{ "Resources": { {{resources}}{{more}} } }""");
        return folder;
    }
}
