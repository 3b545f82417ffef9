using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Fuzz.Tests.Routing;

public sealed class OrderFuzz
{
    [Fact]
    public void AnyBytes_AreTheOrderThatEveryReaderReadsOrAreRejected() => Fuzzer.Run(new Target());

    private sealed class Target() : FuzzTarget("order")
    {
        private static readonly string[] Fields =
        [
            "order_id",
            "ts",
            "account_id",
            "symbol",
            "side",
            "qty",
            "price",
            "strategy",
            "parent_id",
            "parent_qty",
            "action",
            "orig_order_id",
            "order_type",
            "stop_price",
            "security_type",
            "multiplier",
            "underlying",
            "firm",
            "venue",
            "desk",
            "trader",
        ];

        private static readonly string[] Always = ["order_id", "ts", "account_id", "symbol", "strategy"];

        private readonly DecisionContext _open = Context();
        private readonly DecisionContext _killed = Context(Scope.Global);
        private readonly AuditJson _audits = new();

        public override IReadOnlyList<byte[]> Seeds { get; } =
            [Example.Of("order"), Example.Of("child-order"), Example.Of("cancel-order"), Example.Of("option-order")];

        public override IReadOnlyList<string> Words { get; } =
        [
            "{",
            "}",
            ":",
            ",",
            "[",
            "]",
            .. Fields.Select(f => $"\"{f}\":"),
            "\"BUY\"",
            "\"SELL\"",
            "\"SELL_SHORT\"",
            "\"CANCEL\"",
            "\"REPLACE\"",
            "\"MARKET\"",
            "\"STOP\"",
            "\"STOP_LIMIT\"",
            "\"FUTURE\"",
            "\"AAPL  260116C00150000\"",
            "\"1.5\"",
            "-1",
            "\"ſide\":",
            "\"Qty\":",
            "\"\\u0071ty\":",
            "8=FIX.4.4|11=",
            "|",
            "1",
            "null",
            " ",
            "\n",
        ];

        public override int ShortRun => 2000;

        public override void Try(byte[] input)
        {
            var underAKill = Decide(input, _killed);
            Assert.True(underAKill.Decision != Decision.Allow || underAKill.Action == OrderAction.Cancel);
            var audit = Decide(input, _open);
            Assert.DoesNotContain(audit.Reason, char.IsControl);
            if (audit.Decision == Decision.Allow)
                CheckEveryReaderReadsIt(input, audit);
        }

        private DecisionAudit Decide(byte[] input, DecisionContext context)
        {
            var routed = DecisionCore.Decide(5, input, 1, new OrderSource(0, 1), context, OrderChecks.None, _audits);
            var audit = JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
            Assert.Equal(
                (routed.Decision, Encoding.UTF8.GetString(routed.AuditKey)),
                (audit.Decision, audit.AccountId is null ? new OrderSource(0, 1).AsId : audit.OrderId)
            );
            // Of what is no order, only an id that any order could have is said.
            Assert.True(audit.OrderId is null or { Length: > 0 and <= OrderParser.MaxOrderIdLength });
            Assert.DoesNotContain(audit.OrderId ?? "", char.IsControl);
            return audit;
        }

        /// <summary>Also one that ignores case as the Unicode simple fold does, takes the first of two members, or the last.</summary>
        private void CheckEveryReaderReadsIt(byte[] input, DecisionAudit audit)
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(input));
            var members = document.RootElement.EnumerateObject().Select(m => (Name: Folded(m), m.Value)).ToList();
            foreach (var field in Always)
                Assert.Single(members, m => m.Name == field);
            foreach (var field in Fields)
                Assert.True(members.Count(m => m.Name == field) <= 1, $"{field} is there twice");
            var value = members.Where(m => Fields.Contains(m.Name)).ToDictionary(m => m.Name, m => m.Value);
            Assert.Equal((audit.OrderId, audit.AccountId), (value["order_id"].GetString(), value["account_id"].GetString()));
            Assert.Equal(audit.Symbol, SymbolName.Normalised(value["symbol"].GetString()!));
            Assert.InRange(value["ts"].GetInt64(), OrderParser.MinTs, OrderParser.MaxTs);
            Assert.True(OrderParser.TryParse(input, out var order, out _));
            Assert.Equal(
                (Number(value, "qty") ?? 0, Number(value, "price"), Number(value, "stop_price"), value["ts"].GetInt64()),
                (order.Qty, order.Price, order.StopPrice, order.Ts)
            );
            if (order.Action == OrderAction.Cancel)
                return;
            Assert.Contains(value["side"].GetString(), (string[])["BUY", "SELL", "SELL_SHORT", "SELL_SHORT_EXEMPT"]);
            Assert.True(order.Qty is > 0 and <= OrderParser.MaxQty);
            Assert.True(order.Price > 0 || order.SecurityType is SecurityType.Future or SecurityType.Spread);
            foreach (
                var (scoped, kind) in (ReadOnlySpan<(string, Func<string, Scope>)>)
                    [("account_id", Scope.Account), ("symbol", Scope.Symbol), ("strategy", Scope.Strategy)]
            )
            {
                var killed = kind(value[scoped].GetString()!);
                Assert.Equal([killed], Decide(input, Context(killed)).ScopeMatches);
            }
        }

        private static decimal? Number(Dictionary<string, JsonElement> value, string field) =>
            !value.TryGetValue(field, out var number) || number.ValueKind == JsonValueKind.Null ? null
            : number.ValueKind == JsonValueKind.Number ? number.GetDecimal()
            : decimal.Parse(number.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        private static string Folded(JsonProperty member)
        {
            try
            {
                return member.Name.Replace('\u017f', 's').Replace('\u212a', 'k').ToLowerInvariant();
            }
            catch (InvalidOperationException)
            {
                return "half a character, which no known name has";
            }
        }

        private static DecisionContext Context(params ReadOnlySpan<Scope> killed)
        {
            var fold = new KillStateFold(TimeProvider.System, _ => { });
            foreach (var scope in killed)
            {
                var state = new KillState
                {
                    Scope = scope,
                    Status = KillStatus.Killed,
                    Version = 1,
                    IncidentId = "inc-1",
                    Causes = [],
                    UpdatedTs = 1,
                    UpdatedBy = "detector",
                    Reason = "a reason",
                    LastCmdId = "cmd-1",
                    CorrId = "corr-1",
                };
                fold.Apply(
                    0,
                    0,
                    Encoding.UTF8.GetBytes(scope.ToString()),
                    JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState),
                    0
                );
            }
            return new DecisionContext(fold.View([1]), "router", 1);
        }
    }
}
