using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace KillSwitch.Workflows.Tests.Routing;

/// <summary>Orders as bytes: valid ones, nearly valid ones, in any order of members, with every way to write a text.</summary>
internal static class OrderTexts
{
    private static readonly string[] Ids =
    [
        "o-1",
        "ord-00000000abcd",
        "a b",
        "<&'+`>",
        "\\u0041",
        "\\\"",
        "\\\\",
        "\\n",
        "é",
        "\\u00e9",
        "日本",
        "😀",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\u007f",
        "\u0085",
        "",
        new string('x', 128),
        new string('x', 129),
        new string('é', 128),
        new string('é', 129),
    ];

    private static readonly string[] ScopeValues =
        ["12345", "AAPL", "aapl", "Algo_x", "a.b-c/d@e", "\\u0041B", "A\\/B", "A B", "é", "", new string('a', 64), new string('a', 65)];

    private static readonly string[] Numbers =
    [
        "1",
        "100",
        "187.25",
        "187.250",
        "0.0001",
        "1e2",
        "1E-2",
        "0",
        "-1",
        "-0",
        "10000000",
        "10000000.01",
        "1000000000",
        "1000000001",
        "253402300799999",
        "253402300800000",
        "9223372036854775807",
        "9223372036854775808",
        "79228162514264337593543950336",
        "1e999",
        "0.00000000000000000000000000001",
        "\"1\"",
        "null",
        "true",
        "[1]",
        "{\"qty\":1}",
    ];

    private static readonly string[] Others =
    [
        "\"note\":\"\\ud800\"",
        "\"note\":{\"qty\":[1,{}]}",
        "\"Account_ID\":\"1\"",
        "\"QTY\":1",
        "\"\\u0071ty\":7",
        "\"x\":null",
        "\"parent_id\":null",
        "\"parent_qty\":null",
        "\"parent_qty\":500",
        "\"parent_id\":\"p-1\"",
    ];

    /// <summary>Mostly valid: each member is odd once in some orders.</summary>
    public static Arbitrary<byte[]> Any =>
        (
            from id in OneOf("o-1", Ids)
            from ts in OneOf("1767366002001", Numbers)
            from account in OneOf("12345", ScopeValues)
            from symbol in OneOf("AAPL", ScopeValues)
            from side in OneOf("\"BUY\"", ["\"SELL\"", "\"buy\"", "\"B\\u0055Y\"", "1", "null"])
            from qty in OneOf("100", Numbers)
            from price in OneOf("187.25", Numbers)
            from strategy in OneOf("ALGO_X", ScopeValues)
            from other in OneOf("", Others)
            from another in OneOf("", Others)
            from gap in Gen.Elements("", "", "", " ", "\n\t")
            from dropped in Gen.Choose(0, 60)
            from shuffled in Gen.Shuffle<string>([
                $"\"order_id\":\"{id}\"",
                $"\"ts\":{ts}",
                $"\"account_id\":\"{account}\"",
                $"\"symbol\":\"{symbol}\"",
                $"\"side\":{side}",
                $"\"qty\":{qty}",
                $"\"price\":{price}",
                $"\"strategy\":\"{strategy}\"",
                other,
                another,
            ])
            from tail in OneOf("", ["{}", " ", ",", "\0"])
            select Encoding.UTF8.GetBytes(
                $"{{{gap}{string.Join($"{gap},{gap}", shuffled.Where((member, i) => i != dropped && member.Length > 0))}{gap}}}{tail}"
            )
        ).ToArbitrary();

    private static Gen<string> OneOf(string usual, string[] odd) => Gen.Frequency((12, Gen.Constant(usual)), (1, Gen.Elements(odd)));
}
