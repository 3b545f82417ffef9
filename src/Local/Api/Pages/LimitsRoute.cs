using System.Text.Json.Serialization;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Api.Pages;

/// <summary>Which scopes are nearest to their limits.</summary>
/// <param name="AsOfTs">The event time of the latest order that was counted, Unix ms; null where nothing is known.</param>
/// <param name="Nearest">The nearest first.</param>
internal sealed record LimitsView(long? AsOfTs, IReadOnlyList<NearLimit> Nearest);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ScopeJsonConverter)])]
[JsonSerializable(typeof(LimitsView))]
internal sealed partial class LimitsJson : JsonSerializerContext;

/// <summary>How near scopes are to their limits, as the embedded detector counts.</summary>
internal static class LimitsRoute
{
    public static Route Of(Func<NearLimits?> nearest) => new()
    {
        Methods = Verbs.Get,
        Pattern = "/limits/nearest",
        Rule = RouteRule.Read,
        Summary = "The scopes that are nearest to the detector's limits, if it runs in the process that answers. On one machine only.",
        Answers = [AnswerForm.Json(LimitsJson.Default.LimitsView)],
        Handler = (_, call, _) =>
        {
            var known = nearest();
            return Task.FromResult(
                ApiAnswer.Json(new LimitsView(known?.AsOfTs, known?.Nearest ?? []), LimitsJson.Default.LimitsView, call.Route.Status)
            );
        },
    };
}
