using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Fuzz.Tests.Routing;

public sealed class AuditFuzz
{
    [Fact]
    public void AnyRecordOfTheAudit_IsReadOrLeftOut() => Fuzzer.Run(new Target());

    private sealed class Target() : FuzzTarget("audit")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Example.Of("decision-audit"),
            Example.Of("late-order-audit"),
            Example.Of("several-kills-audit"),
            Example.Of("refused-order-audit"),
            Example.Of("limit-audit"),
            Example.Of("approval-audit"),
            Example.Of("step-audit"),
            Example.Of("router-progress"),
            Example.Of("risk-signal"),
        ];

        public override void Try(byte[] input)
        {
            if (AuditRecordReader.Read(new AuditRecord(0, 1, 1, input)) is { } entry)
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(entry.Record).RootElement.ValueKind);
            Refused(() => JsonSerializer.Deserialize(input, ContractsJson.Default.DecisionAudit));
            Refused(() => JsonSerializer.Deserialize(input, ContractsJson.Default.StepAudit));
            Refused(() => JsonSerializer.Deserialize(input, ContractsJson.Default.RouterProgress));
            Refused(() => JsonSerializer.Deserialize(input, ContractsJson.Default.RiskSignal));
        }

        private static void Refused(Func<object?> read)
        {
            try
            {
                read();
            }
            catch (JsonException)
            {
                // The one way to say that it is no such record.
            }
        }
    }
}
