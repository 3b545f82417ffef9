using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Fuzz.Tests.Routing;

public sealed class StateFuzz
{
    private const long KilledAt = 1_767_366_001_710;

    private static readonly Order AnOrder = new("o-1", 1, "12345", "AAPL", Side.Buy, 1, 1m, "ALGO_X");

    [Fact]
    public void AnyValue_UnderAKilledScope_OpensNothingButANewerActive() => Fuzzer.Run(new Values());

    [Fact]
    public void AnyKey_OpensNothing() => Fuzzer.Run(new Keys());

    private static KillStateFold Killed(Action<StateAlarm> alarm)
    {
        var fold = new KillStateFold(TimeProvider.System, alarm);
        fold.Apply(0, 0, "ACCOUNT:12345"u8.ToArray(), Example.Of("state"), KilledAt);
        Assert.NotNull(fold.View([1]).Match(AnOrder, KilledAt + 1).First);
        return fold;
    }

    private sealed class Values() : FuzzTarget("state")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Example.Of("state"),
            Encoding.UTF8.GetBytes(
                Encoding
                    .UTF8.GetString(Example.Of("state"))
                    .Replace("\"KILLED\"", "\"ACTIVE\"", StringComparison.Ordinal)
                    .Replace($"{KilledAt}", $"{KilledAt + 1}", StringComparison.Ordinal)
            ),
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "{",
            "}",
            ":",
            ",",
            "\"status\":\"ACTIVE\"",
            "\"status\":\"KILLED\"",
            "\"version\":1767366001711",
            "\"version\":",
            "\"scope\":\"ACCOUNT:12345\"",
            "\"Status\":\"ACTIVE\"",
            "\"causes\":[]",
        ];

        public override int ShortRun => 1500;

        public override void Try(byte[] input)
        {
            var alarms = new List<StateAlarm>();
            var fold = Killed(alarms.Add);
            fold.Apply(0, 1, "ACCOUNT:12345"u8.ToArray(), input, KilledAt);
            Assert.Equal(alarms.Count, fold.Alarms);
            var opened = fold.View([2]).Match(AnOrder, KilledAt + 1).First is null;
            if (opened)
                Assert.True(SaysActive(input), "it opened the scope and does not plainly say so");
            foreach (var alarm in alarms)
                Assert.DoesNotContain(alarm.Message, char.IsControl);
        }

        /// <summary>Read by another reader, member by member.</summary>
        private static bool SaysActive(byte[] input)
        {
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetString(input),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            var state = document.RootElement;
            return state.GetProperty("scope").GetString() == "ACCOUNT:12345"
                && state.GetProperty("status").GetString() == "ACTIVE"
                && state.GetProperty("version").GetInt64() is > KilledAt and < 4_000_000_000_000
                && state.GetProperty("incident_id").ValueKind == JsonValueKind.String
                && state.GetProperty("causes").ValueKind == JsonValueKind.Array;
        }
    }

    private sealed class Keys() : FuzzTarget("state-key")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. ((string[])["GLOBAL", "ACCOUNT:12345", "SYMBOL:AAPL", "STRATEGY:ALGO_X", "account:12345", ""]).Select(Encoding.UTF8.GetBytes)];

        public override IReadOnlyList<string> Words { get; } =
        ["GLOBAL", "ACCOUNT", "SYMBOL", "STRATEGY", ":", "12345", "AAPL", "ALGO_X", " ", "\0"];

        public override void Try(byte[] input)
        {
            var alarms = 0;
            var fold = Killed(_ => alarms++);
            var active = new KillState
            {
                Scope = Scope.Account("12345"),
                Status = KillStatus.Active,
                Version = KilledAt + 1,
                IncidentId = "inc-1",
                Causes = [],
                UpdatedTs = 1,
                UpdatedBy = "x",
                Reason = "x",
                LastCmdId = "x",
                CorrId = "x",
            };
            fold.Apply(0, 1, input, JsonSerializer.SerializeToUtf8Bytes(active, ContractsJson.Default.KillState), KilledAt);
            if (Encoding.UTF8.GetString(input) == "ACCOUNT:12345")
                return;
            Assert.NotNull(fold.View([2]).Match(AnOrder, KilledAt + 1).First);
            Assert.True(alarms > 0, "no alarm was raised");
            var anew = Killed(_ => { });
            anew.Apply(0, 1, input, null, KilledAt);
            Assert.NotNull(anew.View([2]).Match(AnOrder, KilledAt + 1).First);
        }
    }
}
