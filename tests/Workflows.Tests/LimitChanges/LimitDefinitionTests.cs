using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.LimitChanges.Steps;
using KillSwitch.Workflows.Tests.Incidents;
using KillSwitch.Workflows.Tests.LimitChanges.InMemory;

namespace KillSwitch.Workflows.Tests.LimitChanges;

/// <summary>Every name in the definition has its partner in the code, and the other way round.</summary>
public sealed class LimitDefinitionTests
{
    private readonly LimitDefinition _definition = new();

    private IEnumerable<(string Name, JsonObject State)> Tasks => _definition.States
        .Select(state => (state.Key, state.Value!.AsObject()))
        .Where(state => LimitDefinition.Type(state.Item2) == "Task");

    [Fact]
    public void EveryFunction_HasItsPlaceholder_AndEveryPlaceholderItsFunction()
    {
        var placeholders = Regex
            .Matches(File.ReadAllText(LimitDefinition.FilePath), @"\$\{(\w+)\}")
            .Select(match => match.Groups[1].Value);

        Assert.Equal(LimitStepNames.ByPlaceholder.Keys.Order(), placeholders.Order());
        Assert.All(Tasks, task => Assert.Equal(task.Name + "Function", LimitDefinition.Placeholder(task.State)));
    }

    [Fact]
    public void EveryErrorName_IsAnExceptionOfThisCode_OrOneOfTheService()
    {
        var errors = Tasks
            .SelectMany(task => new[] { task.State["Retry"], task.State["Catch"] })
            .OfType<JsonArray>()
            .SelectMany(rules => rules)
            .SelectMany(rule => rule!["ErrorEquals"]!.AsArray())
            .Select(name => name!.GetValue<string>())
            .Distinct();
        var exceptions = typeof(LimitStepNames)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(Exception)))
            .Select(type => type.Name)
            .ToHashSet();

        Assert.All(errors, name => Assert.True(exceptions.Contains(name) || Regex.IsMatch(name, @"^(States|Lambda)\.\w+$"), name));
    }

    [AslValidatorFact]
    public async Task AslValidator_FindsNothing()
    {
        using var validator = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { AslValidatorFactAttribute.Program, "--json-path", LimitDefinition.FilePath },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var says = await validator.StandardOutput.ReadToEndAsync() + await validator.StandardError.ReadToEndAsync();
        await validator.WaitForExitAsync();

        Assert.True(validator.ExitCode == 0, says);
    }

    [Fact]
    public void EveryTask_PassesTheEnvelope_AndATokenOnlyWhereItWaits()
    {
        string[] envelope = ["execution_arn", "state", "attempt", "entered", "change_id", "owner", "rule", "trace_parent"];

        Assert.All(Tasks, task =>
        {
            var payload = task.State["Arguments"]!["Payload"]!.AsObject().Select(field => field.Key).ToList();
            Assert.Empty(envelope.Except(payload));
            Assert.Equal(LimitDefinition.Waits(task.State), payload.Contains("task_token"));
        });
    }

    [Fact]
    public void EveryTask_HasATimeout_AndKeepsTrying() =>
        Assert.All(Tasks, task =>
        {
            Assert.NotNull(task.State["TimeoutSeconds"]);
            Assert.NotNull(LimitDefinition.Matching(task.State["Retry"], "Lambda.TooManyRequestsException"));
        });

    [Fact]
    public void EveryState_SaysWhatItIsFor_AndCanBeReached()
    {
        var targets = Regex
            .Matches(_definition.Json.ToJsonString(), "\"(?:Next|Default)\":\"(\\w+)\"")
            .Select(match => match.Groups[1].Value)
            .Append(_definition.StartAt);

        Assert.All(_definition.States, state => Assert.True(state.Value!["Comment"]!.GetValue<string>().Length > 10, state.Key));
        Assert.Equal(_definition.States.Select(state => state.Key).Order(), targets.Distinct().Order());
    }

    [Fact]
    public void EveryWordInAChoice_IsAnOutcome()
    {
        var outcomes = Enum.GetValues<LimitNext>().Select(LimitStepRuns.Word).Concat(Enum.GetValues<StepOutcome>().Select(AnswerJson.Word));
        var words = _definition.States
            .Where(state => LimitDefinition.Type(state.Value!.AsObject()) == "Choice")
            .SelectMany(state => state.Value!["Choices"]!.AsArray())
            .SelectMany(rule => LimitDefinition.Words(rule!["Condition"]!.GetValue<string>()));

        Assert.All(words, word => Assert.Contains(word, outcomes));
    }

    [Fact]
    public void WhatIsNext_AnUnknownWord_ClosesAndPublishesNothing()
    {
        var hub = _definition.State("WhatIsNext");

        Assert.Equal("CloseLimitChange", LimitDefinition.Choose(hub, "REJECTED"));
        Assert.Equal("CloseLimitChange", LimitDefinition.Choose(hub, "SOMETHING_NEW"));
        Assert.Equal("PublishLimit", LimitDefinition.Choose(hub, "PUBLISH"));
        Assert.Equal("CheckLimitApproval", LimitDefinition.Choose(hub, "APPROVED"));
    }
}
