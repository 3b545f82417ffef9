using System.Text;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Fuzz.Tests.Routing;

/// <summary>Records of <c>limits.v1</c> and <c>prices.v1</c>, whatever somebody writes there.</summary>
public sealed class LimitsFuzz
{
    private const string Key = "max_notional_usd:ACCOUNT:12345";

    [Fact]
    public void AnyLimit_UnderItsKey_IsReadOrRefusesTheOwnersOrders() => Fuzzer.Run(new Limits());

    [Fact]
    public void AnyKey_NamesALimitOrRefusesAllOrders() => Fuzzer.Run(new Keys());

    [Fact]
    public void AnyPrice_UnderItsSymbol_IsReadOrEndsThePrice() => Fuzzer.Run(new Prices());

    private sealed class Limits() : FuzzTarget("limit")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = [Example.Of("limit")];

        public override IReadOnlyList<string> Words { get; } =
            [
                "{", "}", ":", ",", "\"value\":", "\"withdrawn\":true", "\"version\":", "\"owner\":\"ACCOUNT:12345\"", "null", "0",
                "-1", "1e400",
            ];

        public override int ShortRun => 1500;

        public override void Try(byte[] input)
        {
            var alarms = new List<StateAlarm>();
            var fold = new LimitsFold(LimitTable.None, TimeProvider.System, alarms.Add);
            fold.Apply(0, 0, Encoding.UTF8.GetBytes(Key), input);
            var owned = fold.View().All.SingleOrDefault();
            Assert.Equal(alarms.Count == 1, owned?.Limits.Unreadable is not null);
            if (owned is null || alarms.Count > 0)
                return;
            Assert.Equal("ACCOUNT:12345", owned.Owner);
            Assert.Null(LimitRules.Problem(LimitRule.MaxNotionalUsd, owned.Limits.MaxNotionalUsd!.Value));
        }
    }

    private sealed class Keys() : FuzzTarget("limit-key")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
            [.. ((string[])[Key, "max_qty:GLOBAL", "restricted:GROUP:prop", "max_qty:SYMBOL:BRK.B", ""]).Select(Encoding.UTF8.GetBytes)];

        public override IReadOnlyList<string> Words { get; } =
            ["max_qty", "restricted", "GLOBAL", "ACCOUNT", "SYMBOL", "GROUP", ":", "12345", "prop", " ", "\0"];

        public override void Try(byte[] input)
        {
            var alarms = new List<StateAlarm>();
            var fold = new LimitsFold(LimitTable.None, TimeProvider.System, alarms.Add);
            fold.Apply(0, 0, input, "nonsense"u8.ToArray());
            Assert.DoesNotContain(Assert.Single(alarms).Message, char.IsControl);
            // A group has nobody here.
            if (!Encoding.UTF8.GetString(input).Contains("GROUP:", StringComparison.Ordinal))
                Assert.NotNull(Assert.Single(fold.View().All).Limits.Unreadable);
        }
    }

    private sealed class Prices() : FuzzTarget("price")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = [Example.Of("price")];

        public override IReadOnlyList<string> Words { get; } =
            ["{", "}", ":", ",", "\"price\":", "\"symbol\":\"AAPL\"", "\"currency\":\"USD\"", "\"ts\":", "null", "-0", "1e400"];

        public override int ShortRun => 1500;

        public override void Try(byte[] input)
        {
            var alarms = new List<string>();
            var prices = new ReferencePrices(alarms.Add);
            prices.Apply("AAPL"u8.ToArray(), input, 1_767_366_002_000);
            var price = prices.Find("AAPL");
            Assert.Equal(alarms.Count == 1, price is null);
            if (price is not null)
                Assert.InRange(price.AtInMs, 0, 1_767_366_002_000);
            foreach (var alarm in alarms)
                Assert.DoesNotContain(alarm, char.IsControl);
        }
    }
}
