using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Operations;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.StepFunctions.Wire;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests.Runtime;

/// <summary>
/// State machines, activities and tags, changed by many at once: nobody's change is lost, and a restart finds what was there.
/// </summary>
public sealed class CatalogueTests
{
    private const int Many = 40;

    private static readonly string s_activity = BareEngine.Arns.Activity("a");

    [Fact]
    public async Task Tags_SetByManyAtOnce_AreAllThereNowAndAfterARestart()
    {
        using var folder = new TempFolder();
        await using (var engine = BareEngine.Open(folder))
        {
            await CreateAsync(engine, "a");

            await Task.WhenAll(Enumerable.Range(0, Many).Select(i => TagAsync(engine, $"k{i:00}")));

            Assert.Equal(Enumerable.Range(0, Many).Select(i => $"k{i:00}"), await TagsAsync(engine, s_activity));
        }

        await using var restarted = BareEngine.Open(folder);
        Assert.Equal(Many, (await TagsAsync(restarted, s_activity)).Count);
    }

    [Fact]
    public async Task Tags_SetAndRemovedByManyAtOnce_AreThoseThatNobodyRemoved()
    {
        using var folder = new TempFolder();
        await using var engine = BareEngine.Open(folder);
        await CreateAsync(engine, "a");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => TagAsync(engine, $"old{i:00}")));

        await Task.WhenAll(Enumerable.Range(0, Many)
            .SelectMany(i => new[] { UntagAsync(engine, $"old{i:00}"), TagAsync(engine, $"new{i:00}") }));

        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"new{i:00}"), await TagsAsync(engine, s_activity));
    }

    /// <summary>Whatever came first: the journal has it in the order in which it was answered.</summary>
    [Fact]
    public async Task Activity_CreatedDeletedAndTaggedAtOnce_IsTheSameAfterARestart()
    {
        using var folder = new TempFolder();
        var names = Enumerable.Range(0, Many).Select(i => $"a{i}").ToList();
        string before;
        await using (var engine = BareEngine.Open(folder))
        {
            await Task.WhenAll(names.SelectMany(name => new[]
            {
                CreateAsync(engine, name),
                DeleteAsync(engine, name),
                TagAsync(engine, "k", name),
                CreateAsync(engine, name),
                DeleteAsync(engine, name),
            }));
            before = await AllAsync(engine);
        }

        await using var restarted = BareEngine.Open(folder);
        Assert.Equal(before, await AllAsync(restarted));

        async Task<string> AllAsync(Engine engine)
        {
            var listed = Json.Text(await CallAsync(engine, new ListActivities(), Json.EmptyObject));
            var tags = await Task.WhenAll(
                names.Select(async name => string.Join(',', await TagsAsync(engine, BareEngine.Arns.Activity(name)))));
            return string.Join('\n', [listed, .. tags]);
        }
    }

    [Fact]
    public async Task Tags_OfADeletedActivity_AreNotThoseOfTheNextOfItsName()
    {
        using var folder = new TempFolder();
        await using (var engine = BareEngine.Open(folder))
        {
            await CreateAsync(engine, "a");
            await TagAsync(engine, "k");
            await DeleteAsync(engine, "a");
            await CreateAsync(engine, "a");

            Assert.Empty(await TagsAsync(engine, s_activity));
        }

        await using var restarted = BareEngine.Open(folder);
        Assert.Empty(await TagsAsync(restarted, s_activity));
    }

    [Fact]
    public async Task Tags_OfADeletedMachine_AreNotThoseOfTheNextOfItsNameAfterARestart()
    {
        using var folder = new TempFolder();
        var machine = BareEngine.Arns.Machine("m");
        var create = Json.Object(
            ("name", Json.String("m")), ("definition", Json.String(Support.Definitions.Pass)), ("roleArn", Json.String(EngineHost.Role)));
        await using (var engine = BareEngine.Open(folder))
        {
            await CallAsync(engine, new CreateStateMachine(), create);
            await CallAsync(engine, new TagResource(), Tagging(machine, "k"));
            await CallAsync(engine, new DeleteStateMachine(), Json.Object(("stateMachineArn", Json.String(machine))));
            await CallAsync(engine, new CreateStateMachine(), create);
        }

        await using var restarted = BareEngine.Open(folder);

        Assert.Empty(await TagsAsync(restarted, machine));
    }

    private static Task CreateAsync(Engine engine, string name) =>
        CallAsync(engine, new CreateActivity(), Json.Object(("name", Json.String(name))));

    private static Task DeleteAsync(Engine engine, string name) =>
        CallAsync(engine, new DeleteActivity(), Json.Object(("activityArn", Json.String(BareEngine.Arns.Activity(name)))));

    /// <summary>An activity that is not there just then stays as it is.</summary>
    private static async Task TagAsync(Engine engine, string key, string name = "a")
    {
        try
        {
            await CallAsync(engine, new TagResource(), Tagging(BareEngine.Arns.Activity(name), key));
        }
        catch (WireException missing) when (missing.Code == "ResourceNotFound")
        {
        }
    }

    private static Task UntagAsync(Engine engine, string key) => CallAsync(
        engine, new UntagResource(), Json.Object(("resourceArn", Json.String(s_activity)), ("tagKeys", Json.Array([Json.String(key)]))));

    private static JsonElement Tagging(string arn, string key) => Json.Object(
        ("resourceArn", Json.String(arn)),
        ("tags", Json.Array([Json.Object(("key", Json.String(key)), ("value", Json.String("v")))])));

    /// <summary>The keys; nothing where there is nothing of that ARN.</summary>
    private static async Task<IReadOnlyList<string>> TagsAsync(Engine engine, string arn)
    {
        try
        {
            var answer = await CallAsync(engine, new ListTagsForResource(), Json.Object(("resourceArn", Json.String(arn))));
            return [.. answer.GetProperty("tags").EnumerateArray().Select(t => Json.Text(t, "key")!)];
        }
        catch (WireException missing) when (missing.Code == "ResourceNotFound")
        {
            return [];
        }
    }

    private static Task<JsonElement> CallAsync(Engine engine, IOperation operation, JsonElement body) => Task.Run(async () =>
    {
        using var answer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartObject();
            await operation.HandleAsync(engine, new Request(body), writer, CancellationToken.None);
            writer.WriteEndObject();
        }
        return Json.Parse(System.Text.Encoding.UTF8.GetString(answer.ToArray()));
    });
}
