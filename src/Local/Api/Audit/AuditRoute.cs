using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;

namespace KillSwitch.Local.Api.Audit;

/// <summary>The latest of <c>audit.v1</c>, newest first.</summary>
internal static class AuditRoute
{
    private const string Limit = "limit";

    /// <summary>Of <see cref="AuditPage"/> as <see cref="AuditPageWriter"/> writes it.</summary>
    private const string Schema = """
        {
          "type": "object",
          "required": ["complete", "decisions_held", "steps_held", "unreadable", "entries"],
          "properties": {
            "complete": {"type": "boolean", "description": "Whether nothing can be missing."},
            "decisions_held": {"type": "integer"},
            "steps_held": {"type": "integer"},
            "unreadable": {"type": "integer"},
            "entries": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["partition", "offset", "record"],
                "properties": {
                  "partition": {"type": "integer"},
                  "offset": {"type": "integer"},
                  "record": {"type": "object", "description": "As it stands in the topic; docs/contracts.md describes it."}
                }
              }
            }
          }
        }
        """;

    public static Route Of(AuditIndex index) => new()
    {
        Methods = Verbs.Get,
        Pattern = "/audit",
        Rule = RouteRule.Read,
        Summary = "The latest of audit.v1, newest first. What is given must all match. On one machine only.",
        Query =
        [
            new QueryField("order_id", "Of this order."),
            new QueryField("account_id", "Of this account."),
            new QueryField("incident_id", "Of this incident."),
            new QueryField(Limit, "How many records.", new QueryRange(AuditQuery.MaxLimit, AuditQuery.DefaultLimit)),
        ],
        Answers = [new AnswerForm("application/json", Schema: Schema)],
        Handler = (_, call, _) =>
        {
            var query = new AuditQuery(
                call.Query.Text("order_id"), call.Query.Text("account_id"), call.Query.Text("incident_id"), call.Query.Number(Limit));
            return Task.FromResult(new ApiAnswer(call.Route.Status, "application/json", AuditPageWriter.Json(index.Find(query))));
        },
    };
}
