using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Contracts;
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
        ];

        private readonly DecisionContext _open = Context();
        private readonly DecisionContext _killed = Context(Scope.Global);
        private readonly AuditJson _audits = new();

        public override IReadOnlyList<byte[]> Seeds { get; } = [Example.Of("order"), Example.Of("child-order")];

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
            Assert.NotEqual(Decision.Allow, Decide(input, _killed).Decision);
            var audit = Decide(input, _open);
            Assert.DoesNotContain(audit.Reason, char.IsControl);
            if (audit.Decision == Decision.Allow)
                CheckEveryReaderReadsIt(input, audit);
        }

        private DecisionAudit Decide(byte[] input, DecisionContext context)
        {
            var routed = DecisionCore.Decide(5, input, 1, new OrderSource(0, 1), context, _audits);
            var audit = JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
            Assert.Equal(
                (routed.Decision, Encoding.UTF8.GetString(routed.AuditKey)),
                (audit.Decision, audit.Decision == Decision.Reject ? new OrderSource(0, 1).AsId : audit.OrderId)
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
            foreach (var field in Fields[..8])
                Assert.Single(members, m => m.Name == field);
            Assert.True(
                members.Count(m => m.Name == "parent_id") <= 1 && members.Count(m => m.Name == "parent_qty") <= 1,
                "a parent is there twice"
            );
            var value = members.Where(m => Fields.Contains(m.Name)).ToDictionary(m => m.Name, m => m.Value);
            Assert.Equal((audit.OrderId, audit.AccountId), (value["order_id"].GetString(), value["account_id"].GetString()));
            Assert.Equal(audit.Symbol, value["symbol"].GetString()!.ToUpperInvariant());
            Assert.Contains(value["side"].GetString(), (string[])["BUY", "SELL"]);
            Assert.InRange(value["qty"].GetInt64(), 1, OrderParser.MaxQty);
            Assert.InRange(value["price"].GetDecimal(), 0.0000000000000000000000000001m, OrderParser.MaxPrice);
            Assert.InRange(value["ts"].GetInt64(), 1, OrderParser.MaxTs);
            Assert.True(OrderParser.TryParse(input, out var order, out _));
            Assert.Equal(
                (value["qty"].GetInt64(), value["price"].GetDecimal(), value["ts"].GetInt64()),
                (order.Qty, order.Price, order.Ts)
            );
            foreach (
                var (scoped, kind) in (ReadOnlySpan<(string, Func<string, Scope>)>)
                    [("account_id", Scope.Account), ("symbol", Scope.Symbol), ("strategy", Scope.Strategy)]
            )
            {
                var killed = kind(value[scoped].GetString()!);
                Assert.Equal([killed], Decide(input, Context(killed)).ScopeMatches);
            }
        }

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
