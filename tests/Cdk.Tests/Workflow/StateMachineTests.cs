using System.Text.RegularExpressions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed partial class StateMachineTests(SynthesizedApps apps)
{
    private Resource Machine => Named("kill-incident");

    private Resource Named(string machine) =>
        apps.Usual.OfType("AWS::StepFunctions::StateMachine").Single(m => m.Text("StateMachineName") == $"killswitch-{machine}-alice");

    /// <summary>As it is uploaded.</summary>
    private string Definition(string machine) =>
        File.ReadAllText(Path.Combine(apps.Usual.Folder, $"asset.{Named(machine).Text("DefinitionS3Location.Key")}"));

    [Theory]
    [InlineData("kill-incident")]
    [InlineData("limit-change")]
    public void Definition_OnAws_IsTheFileItself(string machine) =>
        Assert.Equal(File.ReadAllText(Repository.Path("statemachines", $"{machine}.asl.json")), Definition(machine));

    [Theory]
    [InlineData("kill-incident")]
    [InlineData("limit-change")]
    public void Placeholders_OfTheDefinition_HaveAFunctionEach(string machine)
    {
        var placeholders = Placeholder().Matches(Definition(machine)).Select(m => m.Groups[1].Value).Distinct().Order();

        Assert.Equal(placeholders, Named(machine)["DefinitionSubstitutions"]!.AsObject().Select(s => s.Key).Order());
    }

    [Fact]
    public void Placeholder_OfAStateOfLimits_IsTheFunctionOfThatState() => Assert.All(LimitStepNames.ByPlaceholder, p =>
        Assert.Equal($"${{{apps.Usual.Function(p.Value).Id}.Arn}}", Named("limit-change").Text($"DefinitionSubstitutions.{p.Key}")));

    [Fact]
    public void Machine_OfLimits_IsAsThatOfIncidents()
    {
        var limits = Named("limit-change");

        Assert.Equal("STANDARD", limits.Text("StateMachineType"));
        Assert.Equal("ALL", limits.Text("LoggingConfiguration.Level"));
        Assert.Equal("CUSTOMER_MANAGED_KMS_KEY", limits.Text("EncryptionConfiguration.Type"));
        Assert.All(LimitStepNames.ByPlaceholder.Values, f =>
            Assert.EndsWith(
                ":stateMachine:killswitch-limit-change-alice",
                apps.Usual.Function(f).Text("Environment.Variables.KILLSWITCH_LIMIT_MACHINE_ARN"),
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void Placeholder_OfAState_IsTheFunctionOfThatState() => Assert.All(StepNames.ByPlaceholder, p =>
        Assert.Equal($"${{{apps.Usual.Function(p.Value).Id}.Arn}}", Machine.Text($"DefinitionSubstitutions.{p.Key}")));

    [Fact]
    public void Machine_OfIncidents_CanWaitForPeople() => Assert.Equal("STANDARD", Machine.Text("StateMachineType"));

    [Fact]
    public void Machine_OfIncidents_LogsEverythingAndIsTraced()
    {
        Assert.Equal("ALL", Machine.Text("LoggingConfiguration.Level"));
        Assert.Equal("true", Machine.Text("LoggingConfiguration.IncludeExecutionData"));
        Assert.Equal("true", Machine.Text("TracingConfiguration.Enabled"));
    }

    [Fact]
    public void Machine_OfIncidents_IsEncryptedWithTheInstallationsKey()
    {
        Assert.Equal("CUSTOMER_MANAGED_KMS_KEY", Machine.Text("EncryptionConfiguration.Type"));
        Assert.Contains("DataKey", Machine.Text("EncryptionConfiguration.KmsKeyId"), StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_OfIncidents_CallsItsStepsAndNothingElse()
    {
        var role = apps
            .Usual.Roles()
            .Single(r => Machine.Text("RoleArn") == $"${{{r.Resource.Id}.Arn}}" && r.Resource.Stack == Machine.Stack);
        var called = role.Statements.Where(s => s.Allows && s.Covers("lambda:InvokeFunction")).SelectMany(s => s.Resources).Order();

        Assert.Equal(StepNames.ByPlaceholder.Values.Select(f => $"${{{apps.Usual.Function(f).Id}.Arn}}").Order(), called);
    }

    [Fact]
    public void Arn_ThatFunctionsAreGiven_IsTheMachines()
    {
        var name = Machine.Text("StateMachineName");

        Assert.All(StepNames.ByPlaceholder.Values, f =>
            Assert.EndsWith(
                $":stateMachine:{name}",
                apps.Usual.Function(f).Text("Environment.Variables.KILLSWITCH_STATE_MACHINE_ARN"),
                StringComparison.Ordinal
            )
        );
    }

    [GeneratedRegex(@"\$\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
