using System.Text;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Intrinsics;
using KillSwitch.StatesLanguage.Paths;

namespace KillSwitch.Fuzz.Tests.StatesLanguage;

public sealed class PathFuzz
{
    private const string Document =
        """{"a":{"b":[1,2,{"c":"x","d":null}],"e":"text"},"list":[{"p":1},{"p":22.5,"q":[[],[{}]]},{"p":"3"}],"n":1e400,"":{"s":"\ud83d\ude00"}}""";

    [Fact]
    public void AnyPath_SelectsWithinBoundsOrIsRefused() => Fuzzer.Run(new Paths());

    [Fact]
    public void AnyIntrinsic_GivesAValueWithinBoundsOrIsRefused() => Fuzzer.Run(new Intrinsics());

    private static readonly Evaluation Data = new(
        Json.Parse(Document),
        Json.Parse("""{"Execution":{"Id":"x"}}"""),
        new Dictionary<string, System.Text.Json.JsonElement> { ["v"] = Json.Parse("[3,2,1]") },
        new NoJsonata(),
        new SomeEntropy()
    );

    private sealed class Paths() : FuzzTarget("path")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            .. (
                (string[])
                    [
                        "$",
                        "$.a.b[0]",
                        "$['a']['b'][-1]",
                        "$.list[?(@.p > 1 && @.p != $.n)]",
                        "$..p",
                        "$.list[*].q[0:1]",
                        "$.list[0,2]",
                        "$$.Execution.Id",
                        "$v[1:]",
                        "$.list[?(@.p =~ /^[0-9]+$/i || !(@.q))]",
                        "$.list[?(@.p in [1,'3'])]",
                    ]
            ).Select(Encoding.UTF8.GetBytes),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "$",
            "$.",
            "..",
            "*",
            "[",
            "]",
            "?(",
            "(",
            ")",
            "@",
            "@.p",
            "!",
            "&&",
            "||",
            "==",
            "=~",
            "/(a+)+$/",
            " in ",
            "'",
            "\"",
            "\\",
            "0",
            "-2147483648",
            "2147483647",
            ":",
            ",",
            "..*",
            "[*]",
            "a",
            "true",
        ];

        public override int ShortRun => 1500;

        public override long Allocation => 32 * 1024 * 1024;

        public override void Try(byte[] input)
        {
            JsonPath path;
            try
            {
                path = PathReader.Read(Encoding.UTF8.GetString(input));
            }
            catch (PathSyntaxException)
            {
                return;
            }
            Assert.Equal(path.Normalised, PathReader.Read(path.Source).Normalised);
            try
            {
                _ = Data.Get(path);
                if (path.IsReference)
                    ReferencePath.Put(path, Data.Data, Json.True);
            }
            catch (EvaluationException)
            {
                // The state fails with it.
            }
        }
    }

    private sealed class Intrinsics() : FuzzTarget("intrinsic")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
        [
            "States.Format('{} of {}', $.a.e, States.ArrayLength($.list))", "States.ArrayRange(1, 9, 2)",
            "States.ArrayPartition($v, 2)", "States.MathAdd(1, -2)", "States.MathRandom(1, 10, 7)",
            "States.Base64Decode('YQ==')", "States.Base64Encode($.a.e)", "States.Hash($.a, 'SHA-256')",
            "States.JsonMerge($.a, $.a, false)", "States.JsonToString($)", "States.StringToJson('{\"a\":1}')",
            "States.StringSplit('a,b', ',')", "States.ArrayContains($v, 3)", "States.ArrayGetItem($v, 0)", "States.ArrayUnique($v)",
            "States.Array(1, 'x', null, $v)", "States.UUID()",
        ]).Select(Encoding.UTF8.GetBytes)];

        public override IReadOnlyList<string> Words { get; } =
        [
            "States.",
            "Format",
            "ArrayRange",
            "ArrayPartition",
            "MathAdd",
            "MathRandom",
            "StringToJson",
            "(",
            ")",
            ",",
            "'",
            "{}",
            "\\",
            "$",
            "$.n",
            "$..*",
            "$v",
            "1e400",
            "9223372036854775807",
            "-9223372036854775808",
            "1",
            "States.Array(",
            "'\\\\ud800'",
        ];

        public override int ShortRun => 1500;

        public override long Allocation => 32 * 1024 * 1024;

        public override void Try(byte[] input)
        {
            IntrinsicCall call;
            try
            {
                call = IntrinsicReader.Read(Encoding.UTF8.GetString(input));
            }
            catch (PathSyntaxException)
            {
                return;
            }
            try
            {
                var value = call.Evaluate(Data);
                Json.Parse(Json.Text(value));
            }
            catch (EvaluationException)
            {
                // The state fails with it.
            }
        }
    }
}
