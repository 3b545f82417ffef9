using System.Reflection;
using System.Text.RegularExpressions;
using KillSwitch.Aws.Settings;
using KillSwitch.Tests;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Aws.Tests.Functions;

/// <summary>
/// The stacks are made from the README's tables, so they must name what is there. The functions are read as text: what
/// lists their handlers is written only where their packages can be had.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_folder = SourceTree.File("src", "Functions");
    private static readonly string s_readme = File.ReadAllText(Path.Combine(s_folder, "README.md"));

    public static TheoryData<string, string, string> Functions
    {
        get
        {
            var functions = new TheoryData<string, string, string>();
            foreach (var file in Directory.EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories))
            {
                if (
                    !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    && HandlerForm().Match(File.ReadAllText(file)) is { Success: true } handler
                )
                    functions.Add(
                        Path.GetFileName(Path.GetDirectoryName(file))!,
                        Path.GetFileNameWithoutExtension(file),
                        handler.Groups[1].Value
                    );
            }
            return functions;
        }
    }

    public static TheoryData<string> Variables => [.. typeof(SettingNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (string)f.GetRawConstantValue()!)
        .Where(name => name.StartsWith("KILLSWITCH_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_InItsFile_StandsInTheTable(string folder, string name, string method)
    {
        // Those of a state machine stand in one row, named as its states are.
        var placeholders = folder switch
        {
            "Steps" => StepNames.ByPlaceholder.Keys,
            "Limits" => LimitStepNames.ByPlaceholder.Keys,
            _ => null,
        };
        if (placeholders is not null)
            Assert.Contains(name + "Function", placeholders);
        Assert.Contains(placeholders is not null ? $"`{folder}.*.{method}`" : $"`{folder}.{name}.{method}`", s_readme);
    }

    [Fact]
    public void Steps_OfTheWorkflow_HaveAFunctionEach() =>
        Assert.Equal(
            StepNames.ByPlaceholder.Keys.Order(),
            Directory
                .EnumerateFiles(Path.Combine(s_folder, "Steps"), "*.cs")
                .Select(f => Path.GetFileNameWithoutExtension(f) + "Function")
                .Where(f => f != "StepRunnerFunction")
                .Order()
        );

    [Theory]
    [MemberData(nameof(Variables))]
    public void Variable_OfTheSettings_StandsInTheTable(string name) =>
        Assert.Contains($"`{name}`", s_readme);

    [GeneratedRegex(@"\[LambdaFunction\][\s\S]*?public [\w<>, ]+ (\w+)\(")]
    private static partial Regex HandlerForm();
}
