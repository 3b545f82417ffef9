using System.Globalization;
using System.Text.Json.Nodes;
using KillSwitch.Api.Requests;
using KillSwitch.Api.Routing;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Api.OpenApi;

/// <summary>A route under one of its methods.</summary>
internal static class Operation
{
    public static JsonObject Of(string method, Route route, Components components)
    {
        var operation = new JsonObject
        {
            ["operationId"] = Id(method, route), ["summary"] = route.Summary, ["description"] = WhoMay(route.Rule),
        };
        var parameters = route.Query.Select(Parameters.InQuery).ToList();
        if (route.Body.Count > 0)
            parameters.Add(Components.Key());
        if (parameters.Count > 0)
            operation["parameters"] = new JsonArray([.. parameters]);
        if (route.Body.Count > 0)
            operation["requestBody"] = Body(route);
        operation["responses"] = Responses(method, route, components);
        operation["security"] = route.NeedsCaller ? Components.TokenNeeded() : new JsonArray();
        return operation;
    }

    /// <summary><c>postApprovalsId</c>: what a generated client calls it.</summary>
    private static string Id(string method, Route route) =>
        method.ToLowerInvariant()
        + string.Concat(route.Pattern.Split(['/', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string WhoMay(RouteRule rule) =>
        rule.Permission is { } permission
            ? $"For {string.Join(" or ", Permissions.RolesOf(permission).Select(role => role.ToString().ToLowerInvariant()))}"
                + $"{(rule.Also is { } also ? "; " + also : "")}."
            : "For anybody; no token is needed.";

    private static JsonObject Body(Route route)
    {
        var fields = new JsonObject(route.Body.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Field(f))));
        return new JsonObject
        {
            ["description"] = $"At most {Number(route.MaxBodyBytes)} bytes.",
            ["required"] = true,
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = fields,
                        ["required"] = new JsonArray([.. route.Body.Where(f => !f.IsOptional).Select(f => (JsonNode)f.Name)]),
                        ["additionalProperties"] = false,
                    },
                },
            },
        };
    }

    private static JsonObject Field(BodyField field)
    {
        var schema = new JsonObject { ["type"] = TypeOf(field), ["minLength"] = 1, ["description"] = field.About };
        if (field.MaxLength is { } max)
            schema["maxLength"] = max;
        if (field.Values is { } values)
            schema["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        return schema;
    }

    private static JsonNode TypeOf(BodyField field)
    {
        string[] types =
        [
            "string", .. field.TakesNumbers ? ["number"] : (string[])[], .. field.NullMeans is null ? [] : (string[])["null"],
        ];
        return types is [var one] ? one : new JsonArray([.. types.Select(type => (JsonNode)type)]);
    }

    private static JsonObject Responses(string method, Route route, Components components)
    {
        var responses = new JsonObject { [Number(route.Status)] = Answered(method, "As asked.", route.Answers, components) };
        foreach (var other in route.OtherAnswers)
            responses[Number(other.Status)] = Answered(method, other.About, [other.Form], components);
        foreach (var status in RefusalsOf(route).Distinct().GroupBy(RefusalStatus.Of).OrderBy(s => s.Key))
            responses[Number(status.Key)] = Components.Problem(string.Join(", ", status.Select(c => $"{(int)c} {c}")));
        responses["default"] = Components.Problem("Any other problem; docs/refusals.md lists all.");
        return responses;
    }

    private static JsonObject Answered(string method, string about, IReadOnlyList<AnswerForm> forms, Components components)
    {
        var answer = new JsonObject { ["description"] = about };
        if (method != "HEAD")
            answer["content"] = Contents(forms, components);
        return answer;
    }

    private static JsonObject Contents(IReadOnlyList<AnswerForm> forms, Components components) =>
        new(forms.GroupBy(form => form.ContentType)
            .Select(of => KeyValuePair.Create<string, JsonNode?>(of.Key, Content([.. of], components))));

    /// <summary>Of several forms of one type, what is asked about decides which it is.</summary>
    private static JsonObject Content(IReadOnlyList<AnswerForm> forms, Components components) =>
        forms is [var only]
            ? Content(only, components)
            : new()
            {
                ["schema"] = new JsonObject { ["anyOf"] = new JsonArray([.. forms.Select(f => components.Of(f.Type!))]) },
            };

    private static JsonObject Content(AnswerForm form, Components components) =>
        form.Type is { } type ? new() { ["schema"] = components.Of(type) }
        : form.Schema is { } schema ? new() { ["schema"] = JsonNode.Parse(schema) }
        : [];

    /// <summary>What follows from rule, body and query, and what the route names itself.</summary>
    private static IEnumerable<RefusalCode> RefusalsOf(Route route) =>
    [
        .. route.NeedsCaller ? [RefusalCode.NotAuthenticated, RefusalCode.RoleMissing] : (RefusalCode[])[],
        .. route.IgnoresQuery ? [] : (RefusalCode[])[RefusalCode.FieldInvalid],
        .. route.Body.Count == 0 ? [] : (RefusalCode[])
        [
            RefusalCode.BodyNotJson, RefusalCode.FieldInvalid, RefusalCode.BodyTooLarge, RefusalCode.MediaTypeNotSupported,
        ],
        .. route.Body.Count == 0 || route.IgnoresBadKeys ? [] : (RefusalCode[])[RefusalCode.IdempotencyKeyReused],
        .. route.Refusals,
    ];

    private static string Number(int status) => status.ToString(CultureInfo.InvariantCulture);
}
