using KillSwitch.OrderFormats.Orders;
using KillSwitch.Tests;

namespace KillSwitch.OrderFormats.Tests;

/// <summary>docs/your-orders.md and what is beside it say what is so.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void YourOrders_ItsTable_HasEveryCode() =>
        Assert.Equal(
            Enum.GetValues<RecordRefusalCode>().Select(code => $"{(int)code} {code}"),
            File.ReadLines(SourceTree.File("docs", "your-orders.md"))
                .Where(line => line.StartsWith("| 7", StringComparison.Ordinal))
                .Select(line => line.Split('|'))
                .Select(cells => $"{cells[1].Trim()} {cells[2].Trim()}")
        );

    [Fact]
    public void SessionLog_IsRecognisedAndRead()
    {
        var log = Sample("session.log");
        Assert.Equal(OrderFormat.Fix, Recognition.Of(log));

        var read = OrdersReader.Read(log, OrderFormat.Fix, new ReadingOptions());

        Assert.Equal(["f-1", "f-2", "f-3", "f-4", "f-6"], read.Parsed().Select(order => order.OrderId));
        Assert.Equal([(704, 7L)], read.Refusals.Kinds.Select(kind => (kind.Code, kind.FirstPlace)));
        Assert.Equal([new("session message", 1), new("execution report", 1), new("the same order again", 1)], read.PassedOver);
    }

    [Fact]
    public void Blotter_WithItsMapping_IsRead()
    {
        var mapping = FieldMapping.Parse(Sample("blotter.mapping.json"));
        Assert.Equal(OrderFormat.Csv, Recognition.Of(Sample("blotter.csv"), hasMapping: true));

        var read = OrdersReader.Read(Sample("blotter.csv"), OrderFormat.Csv, new ReadingOptions { Mapping = mapping });

        Assert.Equal(["12345", "12345", "67890", "OMNI 01"], read.Orders.Select(order => order.Account));
        Assert.Equal([(703, 5L)], read.Refusals.Kinds.Select(kind => (kind.Code, kind.FirstPlace)));
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(SourceTree.File("docs", "your-orders", name));
}
