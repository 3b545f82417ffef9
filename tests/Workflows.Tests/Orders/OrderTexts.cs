using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace KillSwitch.Workflows.Tests.Orders;

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

    private static readonly string[] Symbols =
    [
        .. ScopeValues,
        "BACpL",
        "BACPL",
        "Aapl",
        "XYZrw",
        "prw",
        "BRK B",
        "BRK  B",
        " BRK",
        "BRK.B+\u0026",
        "BRK.B+&",
        "AAPL  260116C00150000",
        "AAPL260116P00150000",
        "aapl 260116c00150000",
        "ABCDEFG260116C00150000",
        "6EZ5:CME",
        "<b>",
    ];

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
        "\"1.50\"",
        "\"-2.5\"",
        "\"0.00000001\"",
        "\"0.000000001\"",
        "\"01\"",
        "\"+1\"",
        "\"1e2\"",
        "\" 1\"",
        "\"\\u0031\"",
        "1.000000000",
        "100.0000000000000000000000000001",
        "10000000.0000000000000000000000001",
        "1.000000000000000000000000000",
        "1.0000000000000000000000000000",
        "0.0000000000000000000000000001234567890123456789012345678",
        "1767366002",
        "1767366002001000",
        "-5.25",
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
        "\"action\":\"CANCEL\",\"orig_order_id\":\"o-0\"",
        "\"action\":\"REPLACE\",\"orig_order_id\":\"<o>\"",
        "\"action\":\"REPLACE\"",
        "\"orig_order_id\":\"o-0\"",
        "\"action\":\"new\"",
        "\"order_type\":\"MARKET\"",
        "\"order_type\":\"STOP\",\"stop_price\":\"12.50\"",
        "\"order_type\":\"STOP_LIMIT\",\"stop_price\":12.5",
        "\"stop_price\":1",
        "\"security_type\":\"FUTURE\",\"multiplier\":50",
        "\"security_type\":\"OPTION\",\"multiplier\":\"100\",\"underlying\":\"aapl\"",
        "\"security_type\":\"SPREAD\"",
        "\"security_type\":\"OPTION\"",
        "\"underlying\":\"AAPL\"",
        "\"desk\":\"eq-1\"",
        "\"desk\":null,\"firm\":\"ACME\",\"venue\":\"XNAS\",\"trader\":\"jane\"",
        "\"desk\":\"\"",
        "\"Desk\":\"EQ-1\"",
    ];

    /// <summary>Mostly valid: each member is odd once in some orders.</summary>
    public static Arbitrary<byte[]> Any =>
        (
            from id in OneOf("o-1", Ids)
            from ts in OneOf("1767366002001", Numbers)
            from account in OneOf("12345", ScopeValues)
            from symbol in OneOf("AAPL", Symbols)
            from side in OneOf("\"BUY\"", ["\"SELL\"", "\"SELL_SHORT\"", "\"SELL_SHORT_EXEMPT\"", "\"buy\"", "\"B\\u0055Y\"", "1", "null"])
            from qty in OneOf("100", Numbers)
            from price in OneOf("187.25", [.. Numbers, ""])
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
                price.Length == 0 ? "" : $"\"price\":{price}",
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
