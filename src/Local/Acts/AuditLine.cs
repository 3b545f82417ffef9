using System.Text.Json.Nodes;

namespace KillSwitch.Local.Acts;

/// <summary>A record of the audit in a line.</summary>
internal static class AuditLine
{
    public static string Of(JsonNode record)
    {
        var at = Standing.Clock(record["ts"]?.GetValue<long>());
        if (record["decision"] is not { } decision)
            return $"{at}  {Text(record, "step")} {Text(record, "outcome")}, {Text(record, "actor")}: {Text(record, "detail")}";
        var order = $"{Text(record, "order_id")} of account {Text(record, "account_id")}";
        return $"{at}  {decision,-6} {order}, by {Text(record, "service")}{Because(record)}";
    }

    private static string Because(JsonNode record)
    {
        var why = record["reason"] is { } reason ? $": {reason}" : "";
        if (record["incident_ids"] is JsonArray incidents)
            return $"{why} ({string.Join(", ", incidents)})";
        return record["incident_id"] is { } incident ? $"{why} ({incident})" : why;
    }

    private static string Text(JsonNode record, string name) => record[name]?.ToString() ?? "-";
}
