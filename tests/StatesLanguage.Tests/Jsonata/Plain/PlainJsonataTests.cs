using System.Text.Json;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Jsonata.Plain;

namespace KillSwitch.StatesLanguage.Tests.Jsonata.Plain;

/// <summary>That the answers are JSONata's is held against its reference, in the tests of the engine.</summary>
public class PlainJsonataTests
{
    private const string Bindings = """
        {
          "scope": "ACCOUNT:1", "none": null, "list": [1], "sum": 3, "exists_here": true,
          "states": {
            "input": {
              "outcome": "OK", "n": 41, "fraction": 1.0, "long": 1234567890123456, "sent": "größe", "quoted": "a\"b",
              "nested": { "a": { "b": [1, "x", null] } }, "numbered": { "b": 1, "2": 2 }, "twice": { "a": 1, "a": 2 }
            }
          }
        }
        """;

    [Theory]
    [InlineData("$scope", "\"ACCOUNT:1\"")]
    [InlineData("  $states.input.outcome ", "\"OK\"")]
    [InlineData("$states.input.nested", """{"a":{"b":[1,"x",null]}}""")]
    [InlineData("$none", "null")]
    [InlineData("'text'", "\"text\"")]
    [InlineData("0", "0")]
    [InlineData("$states.input.n + 1", "42")]
    [InlineData("$states.input.outcome = 'OK'", "true")]
    [InlineData("$states.input.outcome='NO'", "false")]
    [InlineData("$states.input.absent = 'OK'", "false")]
    [InlineData("$states.input.outcome in ['NO', 'OK']", "true")]
    [InlineData("$exists($states.input.n) ? $states.input.n : 0", "41")]
    [InlineData("$exists($states.input.absent) ? $states.input.absent : 'none'", "\"none\"")]
    public async Task Evaluate_Plain_AsksNobody(string expression, string value)
    {
        var (jsonata, asked) = Jsonata();

        var result = Assert.Single(await jsonata.EvaluateAsync([expression], Json.Parse(Bindings), CancellationToken.None));

        Assert.Equal(value, Json.Text(result.Value!.Value));
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("$states.input.absent")]
    [InlineData("$states.input.absent + 1")]
    public async Task Evaluate_PlainAndAbsent_GivesNothing(string expression)
    {
        var (jsonata, asked) = Jsonata();

        var result = Assert.Single(await jsonata.EvaluateAsync([expression], Json.Parse(Bindings), CancellationToken.None));

        Assert.Equal(JsonataResult.Nothing, result);
        Assert.Empty(asked);
    }

    [Theory]
    // Another language than ours.
    [InlineData("$sum($states.input.n)")]
    [InlineData("$states.input.n - 1")]
    [InlineData("$states.input.n + ")]
    [InlineData("$states.input.*")]
    [InlineData("$states.input.and")]
    [InlineData("$states.input.toString")]
    [InlineData("'it''s'")]
    [InlineData("'a\\n'")]
    [InlineData("01")]
    // Values of which JavaScript, or JSONata, makes others.
    [InlineData("$list")]
    [InlineData("$list.x")]
    [InlineData("$nobody")]
    [InlineData("$scope.length")]
    [InlineData("$none.x")]
    [InlineData("$states.input.nested.a.b")]
    [InlineData("$states.input.fraction")]
    [InlineData("$states.input.long")]
    [InlineData("$states.input.long + 1")]
    [InlineData("$states.input.sent")]
    [InlineData("$states.input.quoted")]
    [InlineData("$states.input.numbered")]
    [InlineData("$states.input.twice")]
    [InlineData("$states.input")]
    [InlineData("$states.input.outcome + 1")]
    [InlineData("$states.input.n = '41'")]
    [InlineData("$none = 'null'")]
    public async Task Evaluate_NotPlain_IsAsked(string expression)
    {
        var (jsonata, asked) = Jsonata();

        await jsonata.EvaluateAsync([expression], Json.Parse(Bindings), CancellationToken.None);

        Assert.Equal([expression], asked);
    }

    [Fact]
    public async Task Evaluate_VariableNamedAsTheFunction_IsAsked()
    {
        const string Expression = "$exists($a) ? $a : 0";
        var (jsonata, asked) = Jsonata();

        await jsonata.EvaluateAsync([Expression], Json.Parse("""{"a":1,"exists":2}"""), CancellationToken.None);

        Assert.Equal([Expression], asked);
    }

    [Fact]
    public async Task Evaluate_OneIsNotPlain_AllAreAskedAtOnce()
    {
        var (jsonata, asked) = Jsonata();

        await jsonata.EvaluateAsync(["$scope", "$uuid()", "0"], Json.Parse(Bindings), CancellationToken.None);

        Assert.Equal(["$scope", "$uuid()", "0"], asked);
    }

    [Fact]
    public async Task Check_Plain_IsTheReferencesToSay()
    {
        var (jsonata, asked) = Jsonata();

        Assert.Equal("asked", await jsonata.CheckAsync("$scope", CancellationToken.None));

        Assert.Equal(["$scope"], asked);
    }

    private static (PlainJsonata Jsonata, List<string> Asked) Jsonata()
    {
        var reference = new Asked();
        return (new PlainJsonata(reference), reference.Expressions);
    }

    private sealed class Asked : IJsonata
    {
        public List<string> Expressions { get; } = [];

        public ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
            IReadOnlyList<string> expressions,
            JsonElement bindings,
            CancellationToken cancellationToken
        )
        {
            Expressions.AddRange(expressions);
            return ValueTask.FromResult<IReadOnlyList<JsonataResult>>([.. expressions.Select(_ => JsonataResult.Failed("asked"))]);
        }

        public ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken)
        {
            Expressions.Add(expression);
            return ValueTask.FromResult<string?>("asked");
        }
    }
}
