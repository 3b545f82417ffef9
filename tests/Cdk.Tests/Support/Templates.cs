using System.Text.Json.Nodes;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>What CloudFormation puts together when it deploys, as text that can be compared.</summary>
internal static class Templates
{
    /// <summary>
    /// Text as it is; a reference as <c>${Id}</c> or <c>${Id.Attribute}</c>, an import as <c>${import NAME}</c>; what is joined,
    /// joined.
    /// </summary>
    public static string Render(JsonNode? node) => node switch
    {
        null => "",
        JsonObject { Count: 1 } function => RenderFunction(function.First().Key, function.First().Value),
        JsonValue value => value.ToString(),
        _ => node.ToJsonString(),
    };

    private static string RenderFunction(string name, JsonNode? argument) => (name, argument) switch
    {
        ("Ref", _) => $"${{{argument}}}",
        ("Fn::GetAtt", JsonArray path) => $"${{{string.Join('.', path.Select(p => p!.ToString()))}}}",
        ("Fn::ImportValue", _) => $"${{import {Render(argument)}}}",
        ("Fn::Join", JsonArray join) => string.Join(join[0]!.ToString(), join[1]!.AsArray().Select(Render)),
        ("Fn::Select", JsonArray select) => $"${{{Render(select[1])}[{select[0]}]}}",
        ("Fn::Split", JsonArray split) => $"{Render(split[1])} / {split[0]}",
        _ => $"${{{name} {argument?.ToJsonString()}}}",
    };
}
