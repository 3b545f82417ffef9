using KillSwitch.Api.Health;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;

namespace KillSwitch.Local.Api.Health;

/// <summary>Whether every part does its work: 200, or 503 with the parts that do not.</summary>
internal static class HealthRoute
{
    private const int NotHealthy = 503;

    public static Route Of(IHealthSource source) => new()
    {
        Methods = Verbs.Look,
        Pattern = "/health",
        Rule = RouteRule.Open,
        Summary = "How every part does; 503 if one does not do its work. On one machine only.",
        IgnoresQuery = true,
        Answers = [AnswerForm.Json(HealthJson.Default.HealthReport)],
        OtherAnswers =
            [new OtherAnswer(NotHealthy, "A part does not do its work.", AnswerForm.Json(HealthJson.Default.HealthReport))],
        Handler = async (_, call, cancellationToken) =>
        {
            var parts = await source.CheckAsync(cancellationToken);
            var report = new HealthReport(parts.All(p => p.Healthy), parts);
            var status = report.Healthy ? call.Route.Status : NotHealthy;
            return ApiAnswer.Json(report, HealthJson.Default.HealthReport, status);
        },
    };
}
