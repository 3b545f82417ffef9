using System.Diagnostics;
using KillSwitch.Hosting.Processes;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Jsonata;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Jsonata;

public class NodeJsonataTests
{
    private const string Endless = "($loop := function($n) { $loop($n + 1) }; $loop(0))";

    [NodeTheory]
    [InlineData("$states.input.a + 1", "42")]
    [InlineData("$sum($states.input.l)", "6")]
    [InlineData("$partition([1,2,3], 2)", "[[1,2],[3]]")]
    [InlineData("$range(1, 9, 4)", "[1,5,9]")]
    [InlineData("$hash('input', 'SHA-1')", "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"")]
    [InlineData("$parse('{\"a\":[1]}').a[0]", "1")]
    [InlineData("$length($uuid())", "36")]
    [InlineData("$random() < 1 and $random(7) = $random(7)", "true")]
    [InlineData("$states.input.text", "\"größe €\"")]
    public async Task Evaluate_Expression_GivesItsValue(string expression, string value)
    {
        using var jsonata = Jsonata();

        var result = Assert.Single(await EvaluateAsync(jsonata, expression));

        Assert.Equal(value, Json.Text(result.Value!.Value));
    }

    [NodeFact]
    public async Task Evaluate_Several_EachHasItsOwnResult()
    {
        using var jsonata = Jsonata();

        var results = await EvaluateAsync(jsonata, "1", "$none", "'a' + 1", "$eval('1')", "function($x) { $x }");

        Assert.Equal("1", Json.Text(results[0].Value!.Value));
        Assert.Equal(JsonataResult.Nothing, results[1]);
        Assert.StartsWith("T2001", results[2].Error);
        Assert.NotNull(results[3].Error);
        Assert.Equal("function", results[4].Type);
    }

    [NodeFact]
    public async Task Evaluate_SameExpressionAgain_KnowsNothingOfTheFirst()
    {
        const string Counts = "($n := $exists($n) ? $n + 1 : 1; [$n, $states.input.a, $match('aab', /a/).index])";
        using var jsonata = Jsonata(o => o with { JsonataProcesses = 1 });

        var first = Assert.Single(
            await jsonata.EvaluateAsync([Counts], Json.Parse("""{"states":{"input":{"a":1}}}"""), CancellationToken.None)
        );
        var second = Assert.Single(
            await jsonata.EvaluateAsync([Counts], Json.Parse("""{"states":{"input":{"a":2}}}"""), CancellationToken.None)
        );

        Assert.Equal("[1,1,0,1]", Json.Text(first.Value!.Value));
        Assert.Equal("[1,2,0,1]", Json.Text(second.Value!.Value));
    }

    [NodeFact]
    public async Task Evaluate_MoreExpressionsThanAreKept_GivesEachItsValue()
    {
        using var jsonata = Jsonata(o => o with { JsonataProcesses = 1 });

        var results = await EvaluateAsync(jsonata, [.. Enumerable.Range(0, 1_200).Select(i => $"{i} + 1"), "0 + 1"]);

        Assert.Equal([.. Enumerable.Range(1, 1_200), 1], results.Select(r => r.Value!.Value.GetInt32()));
    }

    [NodeFact]
    public async Task Evaluate_TakesTooLong_OnlyThatOneFails()
    {
        using var jsonata = Jsonata(o => o with { JsonataTimeout = TimeSpan.FromSeconds(1), JsonataProcesses = 2 });

        var slow = EvaluateAsync(jsonata, Endless);
        var quick = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => EvaluateAsync(jsonata, $"{i} + 1")));

        Assert.Equal(Enumerable.Range(1, 20), quick.Select(r => r[0].Value!.Value.GetInt32()));
        Assert.Equal("The evaluation took longer than 1 s and was cut off", (await slow)[0].Error);
        Assert.Equal("2", Json.Text((await EvaluateAsync(jsonata, "1 + 1"))[0].Value!.Value));
    }

    [NodeFact]
    public async Task Evaluate_ProcessStandsStill_IsAnsweredByANewOne()
    {
        using var jsonata = Jsonata(o => o with { JsonataTimeout = TimeSpan.FromSeconds(1), JsonataProcesses = 1 });
        await EvaluateAsync(jsonata, "1");
        var still = Assert.Single(jsonata.ProcessIds);
        Signals.Send(still, "STOP");

        Assert.Equal("2", Json.Text((await EvaluateAsync(jsonata, "1 + 1"))[0].Value!.Value));

        Assert.NotEqual(still, Assert.Single(jsonata.ProcessIds));
    }

    [NodeFact]
    public async Task Evaluate_ProcessWasKilled_IsAnsweredByANewOne()
    {
        using var jsonata = Jsonata(o => o with { JsonataProcesses = 1 });
        await EvaluateAsync(jsonata, "1");

        using (var child = Process.GetProcessById(Assert.Single(jsonata.ProcessIds)))
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        Assert.Equal("2", Json.Text((await EvaluateAsync(jsonata, "1 + 1"))[0].Value!.Value));
    }

    [NodeFact]
    public async Task WarmUp_BeforeTheFirstEvaluation_NoneIsStartedLater()
    {
        using var jsonata = Jsonata(o => o with { JsonataProcesses = 2 });

        await jsonata.WarmUpAsync();
        var warm = jsonata.ProcessIds.Order().ToList();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => EvaluateAsync(jsonata, $"{i} + 1")));

        Assert.Equal(2, warm.Distinct().Count());
        Assert.Equal(warm, jsonata.ProcessIds.Order());
    }

    [NodeFact]
    public async Task WarmUp_WhileSomebodyEvaluates_StartsNoMoreThanAllowed()
    {
        using var jsonata = Jsonata(o => o with { JsonataProcesses = 2 });

        var warming = jsonata.WarmUpAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => EvaluateAsync(jsonata, $"{i} + 1")).Append<Task>(warming));

        Assert.Equal(2, jsonata.ProcessIds.Count);
    }

    [NodeFact]
    public async Task WarmUp_DisposedMeanwhile_LeavesNoProcess()
    {
        var jsonata = Jsonata(o => o with { JsonataProcesses = 2 });

        var warming = jsonata.WarmUpAsync();
        jsonata.Dispose();
        await warming;

        Assert.Empty(jsonata.ProcessIds);
    }

    [NodeFact]
    public async Task WarmUp_NoNode_IsToldToWhoeverEvaluates()
    {
        using var jsonata = Jsonata(o => o with { NodeProgram = "no-such-node" });

        await jsonata.WarmUpAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => EvaluateAsync(jsonata, "1"));
        Assert.Contains("no-such-node", refused.Message);
    }

    [NodeFact]
    public async Task Check_Syntax_SaysWhatIsWrong()
    {
        using var jsonata = Jsonata();

        Assert.Null(await jsonata.CheckAsync("$a.b[c = 1]", default));
        Assert.StartsWith("S0", await jsonata.CheckAsync("$a.(", default));
    }

    [Fact]
    public async Task Evaluate_PackagesAreMissing_SaysHowToGetThem()
    {
        using var jsonata = Jsonata(o => o with { NodeDirectory = "/nowhere" });

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(async () => await EvaluateAsync(jsonata, "1"));

        Assert.Equal(
            "JSONata is not installed in /nowhere (setting StepFunctions.NodeDirectory). Run: npm ci --prefix /nowhere",
            missing.Message
        );
    }

    private static ValueTask<IReadOnlyList<JsonataResult>> Evaluate(NodeJsonata jsonata, string[] expressions) =>
        jsonata.EvaluateAsync(
            expressions,
            Json.Parse("""{"states":{"input":{"a":41,"l":[1,2,3],"text":"größe €"}}}"""),
            CancellationToken.None
        );

    private static Task<IReadOnlyList<JsonataResult>> EvaluateAsync(NodeJsonata jsonata, params string[] expressions) =>
        Evaluate(jsonata, expressions).AsTask();

    private static NodeJsonata Jsonata(Func<StepFunctionsOptions, StepFunctionsOptions>? configure = null) =>
        new(
            (configure ?? (o => o))(
                new StepFunctionsOptions
                {
                    DataDirectory = ".",
                    LambdaEndpoint = new Uri("http://127.0.0.1:1"),
                    NodeDirectory = Node.Directory,
                }
            ),
            NullLogger.Instance
        );
}
