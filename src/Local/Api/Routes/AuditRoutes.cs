using System.Buffers;
using System.Text.Json;
using KillSwitch.Api.Requests;
using KillSwitch.Local.Api.Audit;
using KillSwitch.Local.Api.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KillSwitch.Local.Api.Routes;

/// <summary>The latest of <c>audit.v1</c>, newest first.</summary>
internal sealed class AuditRoutes(AuditIndex index)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", FindAsync).For(RouteRule.Read);

    private async Task FindAsync(HttpContext context)
    {
        var given = Query.Read(context, "order_id", "account_id", "incident_id", "limit");
        if (given.IsRefused)
        {
            await Answers.WriteAsync(context, given.Refusal);
            return;
        }
        if (Query.Limit(given.Value, AuditQuery.DefaultLimit, AuditQuery.MaxLimit, out var limit) is { } refusal)
        {
            await Answers.WriteAsync(context, refusal);
            return;
        }
        var query = new AuditQuery(given.Value.GetValueOrDefault("order_id"), given.Value.GetValueOrDefault("account_id"), given.Value.GetValueOrDefault("incident_id"), limit);
        await Answers.WriteBytesAsync(context, Json(index.Find(query)), "application/json", StatusCodes.Status200OK);
    }

    /// <summary>Written by hand, as the records are passed on byte for byte.</summary>
    private static byte[] Json(AuditPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("complete", page.Complete);
            writer.WriteNumber("decisions_held", page.DecisionsHeld);
            writer.WriteNumber("steps_held", page.StepsHeld);
            writer.WriteNumber("unreadable", page.Unreadable);
            writer.WriteStartArray("entries");
            foreach (var entry in page.Entries)
            {
                writer.WriteStartObject();
                writer.WriteNumber("partition", entry.Partition);
                writer.WriteNumber("offset", entry.Offset);
                writer.WritePropertyName("record");
                writer.WriteRawValue(entry.Record.Span, skipInputValidation: true);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
