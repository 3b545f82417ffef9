using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Jsonata;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Jsonata;

/// <summary>Expressions meant to hold the evaluator up, fill its memory, or give what nobody can take.</summary>
public sealed class HostileJsonataTests
{
    [NodeTheory]
    [InlineData("($f := function($n) { $f($n + 1) }; $f(0))")]
    [InlineData("($f := function($f) { $f($f) }; $f($f))")]
    [InlineData("($f := function($n) { 1 + $f($n + 1) }; $f(0))")]
    [InlineData("($b := function($s) { $b($s & $s) }; $b('x'))")]
    [InlineData("[1..1000000].{'a': [1..1000]}")]
    [InlineData("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)")]
    [InlineData("$pad('x', 50000000)")]
    [InlineData("$reduce([1..5000], function($deep, $i) { {'a': $deep} }, 1)")]
    [InlineData("'\\ud800'")]
    public async Task Evaluate_HostileExpression_FailsAloneAndInTime(string expression)
    {
        var options = new StepFunctionsOptions
        {
            DataDirectory = ".",
            LambdaEndpoint = new Uri("http://127.0.0.1:1"),
            NodeDirectory = Node.Directory,
            JsonataTimeout = TimeSpan.FromSeconds(2),
            JsonataProcesses = 1,
        };
        using var jsonata = new NodeJsonata(options, NullLogger.Instance);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var hostile = await EvaluateAsync(jsonata, expression, patience.Token);
        var next = await EvaluateAsync(jsonata, "1 + 1", patience.Token);

        Assert.NotNull(hostile.Error);
        Assert.InRange(hostile.Error.Length, 1, 5000);
        Assert.Equal("2", Json.Text(next.Value!.Value));
    }

    private static async Task<JsonataResult> EvaluateAsync(NodeJsonata jsonata, string expression, CancellationToken cancellationToken) =>
        Assert.Single(await jsonata.EvaluateAsync([expression], Json.Parse("""{"states":{"input":{}}}"""), cancellationToken));
}
