using System.Text.Json.Serialization;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Acts;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Api.Pages;

/// <summary>The scenarios that can be played, and the one that is.</summary>
/// <param name="Names">Those that there are.</param>
/// <param name="Latest">The one that is played, or was last; null before the first.</param>
internal sealed record ScenariosView(IReadOnlyList<string> Names, PlayView? Latest);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScenariosView))]
internal sealed partial class ScenariosJson : JsonSerializerContext;

/// <summary>Orders to look at, for a stack to which nobody sends any.</summary>
internal static class ScenarioRoutes
{
    private static readonly BodyField s_name = new("name", "Which scenario.", Values: [.. NamedScenarios.Names]);

    /// <summary>Whoever may stop orders may send some.</summary>
    private static readonly RouteRule s_whoMayKill = RouteRule.For(Permission.Kill);

    public static IReadOnlyList<Route> Of(ScenarioPlay play) =>
    [
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/scenarios",
            Rule = RouteRule.Read,
            Summary = "The scenarios that can be played into the stack, and the one that is. On one machine only.",
            Answers = [AnswerForm.Json(ScenariosJson.Default.ScenariosView)],
            Handler = (_, call, _) => Task.FromResult(View(play, call)),
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/scenarios",
            Rule = s_whoMayKill,
            Summary = "Plays a scenario into the stack, for half a minute. On one machine only.",
            Body = [s_name],
            Answers = [AnswerForm.Json(ScenariosJson.Default.ScenariosView)],
            Refusals = [RefusalCode.RequestAlreadyPending],
            Handler = (_, call, _) => Task.FromResult(Start(play, call)),
        },
        new()
        {
            Methods = Verbs.Delete,
            Pattern = "/scenarios",
            Rule = s_whoMayKill,
            Summary = "Stops the scenario that is played. On one machine only.",
            Answers = [AnswerForm.Json(ScenariosJson.Default.ScenariosView)],
            Handler = (_, call, _) =>
            {
                play.Stop();
                return Task.FromResult(View(play, call));
            },
        },
    ];

    private static ApiAnswer Start(ScenarioPlay play, Call call)
    {
        var name = call.Field(s_name.Name);
        if (name is null || !NamedScenarios.Names.Contains(name))
        {
            var unknown = new Refusal(RefusalCode.FieldInvalid, $"name must be one of {string.Join(", ", NamedScenarios.Names)}.");
            return ApiAnswer.Of(unknown, call.TraceId);
        }
        var started = play.Start(name);
        return started.IsRefused ? ApiAnswer.Of(started.Refusal, call.TraceId) : View(play, call);
    }

    private static ApiAnswer View(ScenarioPlay play, Call call) =>
        ApiAnswer.Json(new ScenariosView(NamedScenarios.Names, play.Latest), ScenariosJson.Default.ScenariosView, call.Route.Status);
}
