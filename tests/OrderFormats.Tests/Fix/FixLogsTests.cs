using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Tests.Fix;

/// <summary>What QuickFIX, QuickFIX/J and quickfixgo wrote is read as the list beside it says.</summary>
public sealed class FixLogsTests
{
    private static readonly Dictionary<string, string> s_sides = new()
    {
        ["1"] = "BUY",
        ["2"] = "SELL",
        ["5"] = "SELL_SHORT",
        ["6"] = "SELL_SHORT_EXEMPT",
    };

    [FixLogsFact]
    public void Read_LogsOfEngines_FindsEachOrderOnceOrRefusesItByCode()
    {
        foreach (var file in FixLogs.Expected())
        {
            var read = OrdersReader.Read(FixLogs.Read(file.Key), OrderFormat.Fix, new ReadingOptions { FileName = file.Key });
            var orders = read.Orders.Select(o => JsonDocument.Parse(o.Json).RootElement).ToDictionary(o => Text(o, "order_id")!);

            foreach (var row in file)
            {
                if (!orders.Remove(row["cl_ord_id"], out var order))
                {
                    // Neither a symbol nor a quantity of shares: the contract has no word for these.
                    Assert.True(row["symbol"] == "[N/A]" || row["order_qty"].Length == 0, row["cl_ord_id"]);
                    continue;
                }
                Assert.Equal(Null(row["account"]), Text(order, "account_id"));
                Assert.Equal(row["symbol"], Text(order, "symbol"));
                Assert.Equal(s_sides.GetValueOrDefault(row["side"]), Text(order, "side"));
                Assert.Equal(Null(row["order_qty"]), Text(order, "qty"));
                Assert.Equal(row["msg_type"] == "F" ? null : Null(row["price"]), Text(order, "price"));
                Assert.Equal(Null(row["orig_cl_ord_id"]), Text(order, "orig_order_id"));
                Assert.Equal(row["msg_type"] switch { "F" => "CANCEL", "G" => "REPLACE", _ => null }, Text(order, "action"));
                Assert.StartsWith(Second(row), DateTimeOffset.FromUnixTimeMilliseconds(order.GetProperty("ts").GetInt64())
                    .ToString("yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture));
            }
            Assert.Empty(orders);
            Assert.Equal(file.Count(), read.Orders.Count + (int)read.Refusals.Count);
        }
    }

    /// <summary>The other side's log of the session holds the same orders, and a store the same messages without lines.</summary>
    [FixLogsFact]
    public void Read_BothSidesLogsOfASession_AreOneFlow()
    {
        foreach (var file in FixLogs.Expected())
        {
            var log = FixLogs.Read(file.Key);
            var once = OrdersReader.Read([.. log], OrderFormat.Fix, new ReadingOptions());
            var twice = OrdersReader.Read([.. log, .. log], OrderFormat.Fix, new ReadingOptions());

            Assert.Equal(once.Orders.Select(o => o.Json), twice.Orders.Select(o => o.Json));
        }
    }

    [FixLogsFact]
    public void Read_AStoreOfMessagesWithoutLines_HasTheOrdersOfItsLog()
    {
        var store = OrdersReader.Read(FixLogs.Read("quickfix-1.16.0/FIX.4.4-DESK-GATE.body"), OrderFormat.Fix, new ReadingOptions());
        var log = OrdersReader.Read(
            FixLogs.Read("quickfix-1.16.0/FIX.4.4-DESK-GATE.messages.current.log"),
            OrderFormat.Fix,
            new ReadingOptions()
        );

        Assert.NotEmpty(store.Orders);
        Assert.Empty(Ids(store).Except(Ids(log)));
        Assert.Equal(0, store.Refusals.Kinds.Where(kind => kind.Code <= (int)RecordRefusalCode.FieldRepeated).Sum(kind => kind.Count));
    }

    /// <summary>As people make logs readable.</summary>
    [FixLogsFact]
    public void Read_LogsWithOtherMarksForSoh_AreTheSame()
    {
        foreach (var file in FixLogs.Expected().Where(f => !f.Key.StartsWith("quickfix-", StringComparison.Ordinal)))
        {
            var log = Encoding.Latin1.GetString(FixLogs.Read(file.Key));
            // A data field that holds the mark cannot be told from two fields.
            var plain = OrdersReader.Read(Encoding.Latin1.GetBytes(log), OrderFormat.Fix, new ReadingOptions());
            foreach (var mark in (string[])["|", "^A"])
            {
                var marked = Encoding.Latin1.GetBytes(log.Replace("\u0001", mark, StringComparison.Ordinal));
                var read = OrdersReader.Read(marked, OrderFormat.Fix, new ReadingOptions());

                Assert.Equal(Ids(plain), Ids(read));
            }
        }
    }

    private static IEnumerable<string?> Ids(OrdersRead read) =>
        read.Orders.Select(o => Text(JsonDocument.Parse(o.Json).RootElement, "order_id"));

    private static string Second(IReadOnlyDictionary<string, string> row) =>
        (row["transact_time"] is { Length: > 0 } transact ? transact : row["sending_time"])[.."20261129-13:09:10".Length];

    private static string? Null(string text) => text.Length == 0 ? null : text;

    private static string? Text(JsonElement order, string member) =>
        !order.TryGetProperty(member, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText();
}
