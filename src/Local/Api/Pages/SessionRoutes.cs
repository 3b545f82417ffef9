using System.Globalization;
using System.Text.Json.Serialization;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Identity;
using KillSwitch.Workflows.People;

namespace KillSwitch.Local.Api.Pages;

/// <summary>Somebody whom the console can be used as.</summary>
/// <param name="Name">As in the users file.</param>
/// <param name="Roles">What he may.</param>
public sealed record SessionPerson(string Name, IReadOnlyList<string> Roles);

/// <summary>Who uses the console, as far as this browser is concerned.</summary>
/// <param name="Name">As in the users file.</param>
/// <param name="Roles">Those that the session began with.</param>
/// <param name="Proof">To be sent with every act, in <c>X-KillSwitch-Proof</c>.</param>
public sealed record SessionView(string Name, IReadOnlyList<string> Roles, string Proof);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<SessionPerson>))]
[JsonSerializable(typeof(SessionView))]
internal sealed partial class SessionJson : JsonSerializerContext;

/// <summary>Signing in to the console, and out. On AWS Cognito does this.</summary>
internal static class SessionRoutes
{
    private static readonly BodyField s_key = new("key", "What stands behind #key= in the address that the stack prints.");
    private static readonly BodyField s_name = new("name", "Whom to sign in as.");

    public static IReadOnlyList<Route> Of(ConsoleSessions sessions) =>
    [
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/session/people",
            Rule = RouteRule.Open,
            Summary = "Whom one can sign in to the console as. On one machine only.",
            Body = [s_key],
            Answers = [AnswerForm.Json(SessionJson.Default.IReadOnlyListSessionPerson)],
            Handler = (_, call, _) => Task.FromResult(People(sessions, call)),
        },
        new()
        {
            Methods = Verbs.Post,
            Pattern = "/session",
            Rule = RouteRule.Open,
            Summary = "Signs in to the console, in a cookie. On one machine only.",
            Body = [s_key, s_name],
            Answers = [AnswerForm.Json(SessionJson.Default.SessionView)],
            Handler = (_, call, _) => Task.FromResult(SignIn(sessions, call)),
        },
        new()
        {
            Methods = Verbs.Get,
            Pattern = "/session",
            Rule = RouteRule.Read,
            Summary = "Who is signed in to the console. On one machine only.",
            Answers = [AnswerForm.Json(SessionJson.Default.SessionView)],
            Handler = (_, call, _) => Task.FromResult(
                ApiAnswer.Json(View(sessions, call.Actor.Name, call.Actor.Roles), SessionJson.Default.SessionView, call.Route.Status)
            ),
        },
        new()
        {
            Methods = Verbs.Delete,
            Pattern = "/session",
            Rule = RouteRule.Open,
            Summary = "Signs out of the console. On one machine only.",
            Status = 204,
            Answers = [],
            Handler = (_, call, _) => Task.FromResult(
                new ApiAnswer(call.Route.Status, "text/plain", default).With("Set-Cookie", CookieOf("", TimeSpan.Zero))
            ),
        },
    ];

    private static ApiAnswer People(ConsoleSessions sessions, Call call)
    {
        var people = sessions.People(call.Field(s_key.Name));
        return people.IsRefused
            ? ApiAnswer.Of(people.Refusal, call.TraceId)
            : ApiAnswer.Json<IReadOnlyList<SessionPerson>>(
                [.. people.Value.Select(u => new SessionPerson(u.Name, Words(u.Roles)))],
                SessionJson.Default.IReadOnlyListSessionPerson,
                call.Route.Status
            );
    }

    private static ApiAnswer SignIn(ConsoleSessions sessions, Call call)
    {
        var token = sessions.SignIn(call.Field(s_key.Name), call.Field(s_name.Name));
        return token.IsRefused
            ? ApiAnswer.Of(token.Refusal, call.TraceId)
            : ApiAnswer
                .Json(
                    View(sessions, token.Value.User.Name, token.Value.User.Roles),
                    SessionJson.Default.SessionView,
                    call.Route.Status
                )
                .With("Set-Cookie", CookieOf(token.Value.Value, TimeSpan.FromHours(LocalTokens.DefaultHours)));
    }

    private static SessionView View(ConsoleSessions sessions, string name, IEnumerable<Role> roles) =>
        new(name, Words(roles), sessions.ProofOf(name));

    private static IReadOnlyList<string> Words(IEnumerable<Role> roles) =>
        [.. roles.Select(LocalClaims.Word).Order(StringComparer.Ordinal)];

    private static string CookieOf(string value, TimeSpan lifetime) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ConsoleSessions.Cookie}={value}; Path=/; Max-Age={lifetime.TotalSeconds:0}; HttpOnly; SameSite=Strict"
    );
}
