using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Intrinsics;
using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;
using KillSwitch.StatesLanguage.Tests.Support;

namespace KillSwitch.StatesLanguage.Tests.Intrinsics;

public class IntrinsicTests
{
    [Theory]
    [InlineData("States.Format('a {} b {}', 1, 'x')", "\"a 1 b x\"")]
    [InlineData("""States.Format('\{{}\}', $.n)""", "\"{3}\"")]
    [InlineData("States.Format('{}', $.o)", "\"{k=[1, v]}\"")]
    [InlineData("""States.StringToJson('{"a":[1]}')""", """{"a":[1]}""")]
    [InlineData("States.JsonToString($.o)", """
        "{\"k\":[1,\"v\"]}"
        """)]
    [InlineData("States.Array()", "[]")]
    [InlineData("States.Array(1, 'a', true, null, $.n)", """[1,"a",true,null,3]""")]
    [InlineData("States.ArrayPartition($.l, 2)", "[[1,2],[2]]")]
    [InlineData("States.ArrayContains($.l, 2)", "true")]
    [InlineData("States.ArrayRange(1, 9, 4)", "[1,5,9]")]
    [InlineData("States.ArrayRange(5, 1, -2)", "[5,3,1]")]
    [InlineData("States.ArrayGetItem($.l, 1)", "2")]
    [InlineData("States.ArrayLength($.l)", "3")]
    [InlineData("States.ArrayUnique($.l)", "[1,2]")]
    [InlineData("States.Base64Encode('Data')", "\"RGF0YQ==\"")]
    [InlineData("States.Base64Decode('RGF0YQ==')", "\"Data\"")]
    [InlineData("States.Hash('input', 'SHA-1')", "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"")]
    [InlineData("States.JsonMerge($.o, States.StringToJson('{\"k\":2,\"m\":3}'), false)", """{"k":2,"m":3}""")]
    [InlineData("States.MathAdd($.n, -1)", "2")]
    [InlineData(
        "States.ArrayUnique(States.StringToJson('[1,1.0,\"a\",[1,{\"x\":1,\"y\":2}],[1,{\"y\":2,\"x\":1}],null,null]'))",
        """[1,"a",[1,{"x":1,"y":2}],null]"""
    )]
    [InlineData("States.ArrayRange(9223372036854775800, 9223372036854775807, 7)", "[9223372036854775800,9223372036854775807]")]
    [InlineData("States.MathRandom(1, 11)", "6")]
    [InlineData("States.StringSplit('1.2+3', '.+')", """["1","2","3"]""")]
    [InlineData("States.UUID()", "\"11111111-2222-4333-8444-555555555555\"")]
    public void Call_Function_GivesItsValue(string call, string value)
    {
        Assert.Equal(value, Json.Text(IntrinsicReader.Read(call).Evaluate(Data())));
    }

    [Theory]
    [InlineData("States.ArrayGetItem($.l, 9)")]
    [InlineData("States.ArrayPartition($.l, 0)")]
    [InlineData("States.ArrayRange(0, 5000, 1)")]
    [InlineData("States.ArrayLength('text')")]
    [InlineData("States.MathAdd(9223372036854775807, 1)")]
    [InlineData("States.StringToJson('\"\\\\ud800\"')")]
    [InlineData("States.Format('{} {}', 1)")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.Hash('a', 'CRC')")]
    [InlineData("States.JsonMerge($.o, $.o, true)")]
    [InlineData("States.Format('{}', $.none)")]
    public void Call_ArgumentsDoNotFit_FailsTheState(string call)
    {
        Assert.Equal(ErrorNames.Runtime, Assert.Throws<EvaluationException>(() => IntrinsicReader.Read(call).Evaluate(Data())).Error);
    }

    [Theory]
    [InlineData("States.Nope()")]
    [InlineData("States.ArrayLength()")]
    [InlineData("States.Format('a'")]
    [InlineData("""States.Format('\"')""")]
    [InlineData("States.UUID() x")]
    [InlineData(
        "States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array()))))))))))"
    )]
    public void Read_NoCall_IsRefused(string text)
    {
        Assert.Throws<PathSyntaxException>(() => IntrinsicReader.Read(text));
    }

    private static Evaluation Data() => new(
        Json.Parse("""{"n":3,"l":[1,2,2],"o":{"k":[1,"v"]}}"""),
        Json.EmptyObject,
        new Dictionary<string, System.Text.Json.JsonElement>(),
        new ScriptedJsonata(),
        new FixedEntropy());
}
