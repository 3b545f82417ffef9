using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.WebConsole.Traces;

/// <summary>What the stack keeps of its traces. On AWS X-Ray does this.</summary>
public static class TraceRoutes
{
    private const string TraceId = "trace_id";

    private static readonly QueryField s_limit = new("limit", "How many of the latest traces.", new QueryRange(Max: 1_000, Usual: 100));
    private static readonly QueryField s_incident = new("incident_id", "Only traces that have to do with this incident.");

    /// <param name="traces">What is kept.</param>
    public static IReadOnlyList<Route> Of(TraceStore traces) =>
    [
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/traces",
            Rule = RouteRule.Read,
            Summary = "The latest traces, the parts of the system and who has whom do something. On one machine only.",
            Query = [s_limit, s_incident],
            Answers = [AnswerForm.Json(TracesJson.Default.TracesView)],
            Handler = (_, call, _) => Task.FromResult(
                ApiAnswer.Json(
                    traces.List(call.Query.Number(s_limit.Name), call.Query.Text(s_incident.Name)),
                    TracesJson.Default.TracesView,
                    call.Route.Status
                )
            ),
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = $"/traces/{{{TraceId}}}",
            Rule = RouteRule.Read,
            Summary = "A trace and those that are linked with it, span by span. On one machine only.",
            Answers = [AnswerForm.Json(TracesJson.Default.TraceView)],
            Refusals = [RefusalCode.NotFound],
            Handler = (_, call, _) => Task.FromResult(
                call.Answer(
                    Found(traces, call.Path[TraceId]),
                    TracesJson.Default.TraceView
                )
            ),
        },
    ];

    private static Outcome<TraceView> Found(TraceStore traces, string traceId)
    {
        if (traces.Find(traceId) is { } trace)
            return trace;
        return new Refusal(
            RefusalCode.NotFound,
            "No span of this trace is kept. GET /traces lists those that are; of an order that broke no limit none is."
        );
    }
}
