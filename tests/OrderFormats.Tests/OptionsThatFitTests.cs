using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Tests;

public sealed class OptionsThatFitTests
{
    private static readonly ReadingOptions s_mapping = ReadOrders.Mapping("""{"symbol":"a"}""");

    public static TheoryData<OrderFormat, ReadingOptions, string> Unused =>
        new()
        {
            { OrderFormat.Csv, new ReadingOptions { Senders = ["DESK"] }, "--flow is for FIX logs, which name senders, and - is read as CSV: " },
            { OrderFormat.Fix, new ReadingOptions { Day = new DateOnly(2026, 11, 27) }, "--date is for LOBSTER and ITCH" },
            { OrderFormat.Json, s_mapping, "--mapping is for formats with fields of other names" },
            { OrderFormat.Json, new ReadingOptions { Strategy = "S" }, "--strategy is for formats whose orders may have none" },
        };

    [Theory]
    [MemberData(nameof(Unused))]
    public void Check_OptionThatNobodyReads_SaysWhatItIsFor(OrderFormat format, ReadingOptions options, string says) =>
        Assert.StartsWith(
            says,
            Assert.Throws<OrdersFileException>(() => OptionsThatFit.Check(format, options)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Check_OptionsThatAreRead_AreTaken()
    {
        OptionsThatFit.Check(OrderFormat.Fix, s_mapping with { Senders = ["DESK"], Strategy = "S" });
        OptionsThatFit.Check(OrderFormat.Itch, s_mapping with { Day = new DateOnly(2026, 11, 27) });
        OptionsThatFit.Check(OrderFormat.Json, new ReadingOptions());
    }
}
