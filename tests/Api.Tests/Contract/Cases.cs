using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>
/// What is sent to a route, one after the other; made from the table, so that a new route has its cases without a word here.
/// </summary>
internal static class Cases
{
    private const string Other = "a-key-of-another-route";

    private static readonly Sent s_elsewhere =
        new Sent("POST", "/kill") { Who = "bob", Body = """{"scope":"ACCOUNT:44","reason":"why"}""" }.Keyed(Other);

    public static IEnumerable<Case> Of(Route route, Place place) =>
    [
        .. route.Methods.SelectMany(method => Asking(route, Usual(route, method, place))),
        .. Strange(route, place),
        .. Acting(route, place),
    ];

    private static IEnumerable<Case> Asking(Route route, Sent usual)
    {
        if (route.Body.Count == 0)
            yield return new("happy", usual with { Who = "dave" }, route.Status);
        yield return new("no token", usual, route.NeedsCaller ? 401 : route.Status);
        var acts = route.Rule.Access == RouteAccess.CheckedByDomain;
        yield return new("by an observer", usual with { Who = "dave" }, acts ? 403 : route.Status);
        yield return new("without a role", usual with { Who = "erin" }, route.NeedsCaller ? 403 : route.Status);
        yield return new("unknown query", usual with { Who = "dave", Query = [("x", "1")] }, route.IgnoresQuery ? route.Status : 400);
        foreach (var wanted in new[] { "application/json", "text/html", "*/*", "nonsense" })
            yield return new($"wants {wanted}", usual with { Who = "dave", Headers = [("Accept", wanted)] });
        foreach (var field in route.Query)
        {
            yield return new($"{field.Name} twice", usual with { Who = "dave", Query = [(field.Name, "1"), (field.Name, "2")] }, 400);
            foreach (var value in new[] { "", "1", "0", "ten", "1001", new string('x', 129) })
                yield return new($"{field.Name}={value}", usual with { Who = "dave", Query = [(field.Name, value)] });
        }
    }

    private static IEnumerable<Case> Strange(Route route, Place place)
    {
        foreach (var method in new[] { "PUT", "DELETE", "OPTIONS" })
            yield return new($"by {method}", new Sent(method, route.Pattern) { Id = Usual(route, method, place).Id, Who = "bob" }, 405);
        yield return new("by HEAD", Usual(route, "HEAD", place) with { Who = "bob", Body = null });
        if (Usual(route, "GET", place).Id is null)
            yield break;
        foreach (var id in new[] { "x", "inc-0000", new string('x', 3000), "a b", "ü" })
            yield return new($"id {id[..1]} of {id.Length}", Usual(route, route.Methods[0], place) with { Id = id, Who = "bob" });
    }

    private static IEnumerable<Case> Acting(Route route, Place place)
    {
        if (route.Body.Count == 0)
            yield break;
        var usual = Usual(route, "POST", place) with { Who = "bob" };
        var body = usual.Body!;
        foreach (var (what, odd, status) in new[]
        {
            ("unknown field", body.Replace("}", ",\"actor\":\"carol\"}", StringComparison.Ordinal), 400),
            ("twice-field", body.Replace("}", ",\"reason\":\"other\"}", StringComparison.Ordinal), 400),
            ("no text", body.Replace("\"why\"", "1", StringComparison.Ordinal), 400),
            ("missing field", "{\"reason\":\"why\"}", 400),
            ("empty object", "{}", 400),
            ("no JSON", "reason=why", 400),
            ("nothing", "", 400),
            ("too large", body.Replace("why", new string('x', route.MaxBodyBytes), StringComparison.Ordinal), 413),
        })
        {
            yield return new(what, usual with { Body = odd }, status);
        }
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/json, text/plain", "" })
            yield return new($"type '{type}'", usual with { ContentType = type }, 415);
        foreach (var key in new[] { "", "two words", new string('k', 129) })
            yield return OfABadKey($"key of {key.Length}", usual.Keyed(key), 400);
        yield return OfABadKey("two keys", usual.Keyed("k-1").Keyed("k-2"), 400);
        yield return new("key of another route", s_elsewhere, 202);
        yield return OfABadKey("same key other route", usual.Keyed(Other), 422);
        yield return new("with a key", usual.Keyed("k-3"), route.Status);
        yield return new("idempotent repeat", usual.Keyed("k-3")) { IsRepeat = true };
        var otherwise = body.Replace("why", "another", StringComparison.Ordinal);
        yield return OfABadKey("same key other body", (usual with { Body = otherwise }).Keyed("k-3"), 422);
        // One that is killed, too: what a kill opens without a key has an id of its own in each world.
        var elsewhere = body.Replace("ACCOUNT:42", "ACCOUNT:43", StringComparison.Ordinal)
            .Replace(Place.Unasked, "ACCOUNT:43", StringComparison.Ordinal);
        yield return OfABadKey("same key other target", (usual with { Id = place.OtherLink, Body = elsewhere }).Keyed("k-3"), 422);
        yield return new("without a key", usual);
        yield return new("same key by somebody else", (usual with { Who = "carol" }).Keyed("k-3"));
        if (route.MaxBodyBytes > FlatBody.MaxBytes)
        {
            var much = body.Replace("why", new string('x', route.MaxBodyBytes - body.Length), StringComparison.Ordinal);
            yield return new("as long as can be", usual with { Body = much }, route.Status);
        }

        Case OfABadKey(string what, Sent sent, int otherwiseRefused) =>
            route.IgnoresBadKeys
                ? new(what, sent, route.Status) { IgnoresItsKey = true }
                : new(what, sent, otherwiseRefused);
    }

    private static Sent Usual(Route route, string method, Place place) => new(method, route.Pattern)
    {
        Id = route.Pattern switch
        {
            "/approvals/{id}" => place.Link,
            "/incidents/{id}" or "/incidents/{id}/notes" => place.Incident,
            "/limits/changes/{id}" => place.Change,
            "/assets/{id}" => "approval.js",
            _ => route.Pattern.Contains('{', StringComparison.Ordinal) ? "x" : null,
        },
        Body = route.Body.Count == 0
            ? null
            : $"{{{string.Join(',', route.Body.Where(f => !f.IsOptional).Select(f => $"\"{f.Name}\":\"{Value(route, f)}\""))}}}",
    };

    private static string Value(Route route, BodyField field) =>
        field.Values?[0] ?? field.Name switch
        {
            "owner" => "ACCOUNT:42",
            "value" => "1",
            "scope" => route.Pattern == "/unkill" ? Place.Unasked : "ACCOUNT:42",
            _ => "why",
        };
}
