using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Workflows.Tests.Incidents;

/// <summary>Every name in the definition has its partner in the code, and the other way round.</summary>
public sealed class DefinitionTests
{
    private readonly Definition _definition = new();

    private IEnumerable<(string Name, JsonObject State)> Tasks => _definition.States
        .Select(state => (state.Key, state.Value!.AsObject()))
        .Where(state => Definition.Type(state.Item2) == "Task");

    [Fact]
    public void EveryFunction_HasItsPlaceholder_AndEveryPlaceholderItsFunction()
    {
        var placeholders = Regex.Matches(File.ReadAllText(Definition.FilePath), @"\$\{(\w+)\}").Select(match => match.Groups[1].Value);

        Assert.Equal(StepNames.ByPlaceholder.Keys.Order(), placeholders.Order());
        Assert.All(Tasks, task => Assert.Equal(task.Name + "Function", Definition.Placeholder(task.State)));
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
        var exceptions = typeof(StepNames)
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
            ArgumentList = { AslValidatorFactAttribute.Program, "--json-path", Definition.FilePath },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var says = await validator.StandardOutput.ReadToEndAsync() + await validator.StandardError.ReadToEndAsync();
        await validator.WaitForExitAsync();

        Assert.True(validator.ExitCode == 0, says);
    }

    [Fact]
    public void StatesALL_StandsAloneAndLast() =>
        Assert.All(
            Tasks.SelectMany(task => new[] { task.State["Retry"], task.State["Catch"] }).OfType<JsonArray>(),
            rules => Assert.All(rules, (rule, index) =>
            {
                var names = rule!["ErrorEquals"]!.AsArray();
                if (names.Any(name => name!.GetValue<string>() == "States.ALL"))
                    Assert.True(names.Count == 1 && index == rules.Count - 1, rules.ToJsonString());
            }));

    [Fact]
    public void EveryTask_PassesTheEnvelope_AndATokenOnlyWhereItWaits()
    {
        string[] envelope = ["execution_arn", "state", "attempt", "entered", "incident_id", "scope", "corr_id", "trace_parent"];

        Assert.All(Tasks, task =>
        {
            var payload = task.State["Arguments"]!["Payload"]!.AsObject().Select(field => field.Key).ToList();
            Assert.Empty(envelope.Except(payload));
            Assert.Equal(Definition.Waits(task.State), payload.Contains("task_token"));
            Assert.Subset(new HashSet<string> { "task_token", "request" }, payload.Except(envelope).ToHashSet());
        });
    }

    [Fact]
    public void EveryTask_HasATimeout_AndKeepsTrying() =>
        Assert.All(Tasks, task =>
        {
            Assert.NotNull(task.State["TimeoutSeconds"]);
            Assert.NotNull(Definition.Retrier(task.State, "Lambda.TooManyRequestsException"));
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
        var outcomes = Enum.GetValues<StepOutcome>().Select(AnswerJson.Word).ToHashSet();
        var words = _definition.States
            .Where(state => Definition.Type(state.Value!.AsObject()) == "Choice")
            .SelectMany(state => state.Value!["Choices"]!.AsArray())
            .SelectMany(rule => Definition.Words(rule!["Condition"]!.GetValue<string>()));

        Assert.All(words, word => Assert.Contains(word, outcomes));
    }

    [Fact]
    public void OnlyTheCheckOfTheSeparationOfDuties_LeadsToPublishActive()
    {
        var leading = _definition.States
            .Where(state => Regex.IsMatch(state.Value!.ToJsonString(), "\"(?:Next|Default)\":\"PublishActive\""))
            .Select(state => state.Key);

        Assert.Equal(["MayBeRestored"], leading);
        Assert.Equal("PublishActive", Definition.Choose(_definition.State("MayBeRestored"), "OK"));
        Assert.All(
            Enum.GetValues<StepOutcome>().Where(outcome => outcome != StepOutcome.Ok),
            outcome => Assert.NotEqual("PublishActive", Definition.Choose(_definition.State("MayBeRestored"), AnswerJson.Word(outcome))));
    }
}
