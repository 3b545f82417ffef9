using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Jsonata;
using KillSwitch.StatesLanguage.Jsonata.Plain;
using KillSwitch.StepFunctions.Jsonata;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Jsonata;

/// <summary>What is answered without JSONata's reference is what the reference answers.</summary>
public partial class PlainJsonataTests
{
    /// <summary>More than are plain, and written in more ways.</summary>
    private static readonly string[] s_forms =
    [
        "P", " P ", "P + N", "P+N", "P = T", "P=T", "P in [T]", "P in [T, T]", "P in[T,T]", "$exists(P) ? O : O", "$exists( P )?O:O", "O",
        "P != T", "P + P", "$exists(P)", "P in T", "P[0]",
    ];

    private static readonly string[] s_paths =
    [
        "$a", "$a.b", "$a.b.c", "$a.list", "$a.list.b", "$s", "$s.b", "$n", "$n.b", "$none", "$none.b", "$missing", "$missing.b", "$sum",
        "$a.valueOf", "$a.in", "$truth", "$exists",
    ];

    private static readonly string[] s_texts = ["'OK'", "'x'", "''", "'1'", "'true'"];
    private static readonly string[] s_integers = ["0", "1", "42", "999999999999999"];

    private static readonly string[] s_values =
    [
        "1", "0", "-1", "1.0", "1.5", "1e2", "-0", "123456789012345", "1234567890123456789",
        "\"OK\"", "\"x\"", "\"\"", "\"1\"", "\"größe\"",
        "\"\\u00e9\"", "\"\\/\"", "true", "false", "null", "[]", "[1]", "[[1]]", "[1,2]", "{}", "{\"b\":1}", "{\"b\":\"OK\"}",
        "{\"b\":{\"c\":\"x\"}}", "{\"b\":[{\"c\":1},{\"c\":2}]}", "{\"z\":1,\"b\":2,\"1\":3}", "{\"b\":1,\"b\":2}",
        "{ \"b\" : [ 1 , null ] }",
        "{\"list\":[{\"b\":1}],\"b\":null}", "{\"__proto__\":1,\"b\":{\"valueOf\":2}}",
    ];

    [NodeFact]
    public async Task Answer_AnyExpressionAndValue_IsThatOfTheReference()
    {
        using var reference = Reference();
        var plain = new PlainJsonata(reference);
        var answered = 0;
        foreach (var (expression, bindings) in Cases().Sample(4_000))
        {
            if (plain.Answer([expression], bindings) is not { } answer)
                continue;
            answered++;
            var expected = await reference.EvaluateAsync([expression], bindings, CancellationToken.None);
            Assert.True(Said(expected) == Said(answer), $"{expression} of {bindings}: {Said(answer)}, the reference: {Said(expected)}");
        }
        Assert.InRange(answered, 300, 3_000);
    }

    /// <summary>What makes a kill quick is that before its state is out nothing has to be asked.</summary>
    [Fact]
    public void Answer_StatesBeforeAKillIsInForce_IsKnownHere()
    {
        var states = Json.Parse(File.ReadAllText(SourceTree.File("statemachines", "kill-incident.asl.json"))).GetProperty("States");
        var plain = new PlainJsonata(Reference());
        var bindings = Json.Parse("""
            {
              "incidentId": "i-1", "scope": "GLOBAL", "corrId": "c", "traceParent": "00-1",
              "states": {
                "input": { "incident_id": "i-1", "scope": "GLOBAL", "corr_id": "c", "trace_parent": "00-1", "outcome": "OK" },
                "context": {
                  "Execution": { "Id": "arn:aws:states:eu-central-1:123456789012:execution:k:e" },
                  "State": { "Name": "OpenIncident", "RetryCount": 0, "EnteredTime": "2026-03-02T14:30:00.000Z" }
                },
                "result": { "Payload": { "outcome": "OK", "unkill_reminder_seconds": 1800, "approval_seconds": 900 } }
              }
            }
            """);

        foreach (var state in new[] { "OpenIncident", "WhereToBegin", "PublishKilled" })
        {
            var expressions = Expressions().Matches(states.GetProperty(state).GetRawText()).Select(m => m.Groups[1].Value).ToList();
            Assert.NotEmpty(expressions);
            Assert.All(expressions, e => Assert.NotNull(plain.Answer([e], bindings)));
        }
    }

    private static Gen<(string, JsonElement)> Cases() =>
        from form in Gen.Elements(s_forms)
        from parts in Gen.Elements(s_paths).ArrayOf(3)
        from texts in Gen.Elements(s_texts).ArrayOf(2)
        from numbers in Gen.Elements(s_integers).ArrayOf(2)
        from operands in Gen.Elements([.. s_paths, .. s_texts, .. s_integers]).ArrayOf(2)
        from values in Gen.Elements(s_values).ArrayOf(5)
        select (
            Filled(form, new() { ['P'] = parts, ['T'] = texts, ['N'] = numbers, ['O'] = operands }),
            Json.Parse($$"""{"a":{{values[0]}},"s":{{values[1]}},"n":{{values[2]}},"none":{{values[3]}},"truth":{{values[4]}}}""")
        );

    private static string Filled(string form, Dictionary<char, string[]> parts)
    {
        var used = parts.Keys.ToDictionary(k => k, _ => 0);
        return string.Concat(form.Select(c => parts.TryGetValue(c, out var these) ? these[used[c]++ % these.Length] : c.ToString()));
    }

    private static string Said(IReadOnlyList<JsonataResult> results) =>
        results[0] is { Value: { } value } ? Json.Text(value) : results[0].Error ?? results[0].Type ?? "nothing";

    private static NodeJsonata Reference() =>
        new(
            new StepFunctionsOptions
            {
                DataDirectory = ".",
                LambdaEndpoint = new Uri("http://127.0.0.1:1"),
                NodeDirectory = Node.Directory,
            },
            NullLogger.Instance
        );

    [GeneratedRegex(@"""\{% (.*?) %\}""")]
    private static partial Regex Expressions();
}
