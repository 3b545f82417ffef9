using System.Text;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Workflows.Tests.Auditing;

/// <summary>Audit records as they stand in the topic.</summary>
internal static class AuditJsonOf
{
    public static byte[] Decision(string decision, string order, long ts, string account = "42", string? incident = null)
    {
        var held = incident is null ? "" : $",\"incident_id\":\"{incident}\",\"notional\":100.5";
        return Encoding.UTF8.GetBytes(
            $$"""{"ts":{{ts}},"decision":"{{decision}}","order_id":"{{order}}","account_id":"{{account}}"{{held}}}"""
        );
    }

    public static byte[] Step(string step, string incident, long ts, string actor = "user:bob") =>
        Encoding.UTF8.GetBytes(
            $$"""{"ts":{{ts}},"step":"{{step}}","actor":"{{actor}}","scope":"ACCOUNT:42","incident_id":"{{incident}}"}"""
        );

    public static AuditEntry Entry(byte[] json, long offset = 0) =>
        AuditRecordReader.Read(new AuditRecord(0, offset, 1, json)) ?? throw new InvalidOperationException(Encoding.UTF8.GetString(json));
}
