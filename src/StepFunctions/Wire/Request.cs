using System.Globalization;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Resources;

namespace KillSwitch.StepFunctions.Wire;

/// <summary>The members of a call, checked as the service does before it looks at anything else.</summary>
public sealed class Request(JsonElement body)
{
    public string Required(string name) => Optional(name) ?? throw Constraint("null", name, "Member must not be null");

    public string? Optional(string name) => Json.Member(body, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new WireException("SerializationException", $"'{name}' must be a string"),
    };

    public bool Bool(string name, bool otherwise) => Json.Member(body, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new WireException("SerializationException", $"'{name}' must be true or false"),
    };

    public JsonElement? Any(string name) => Json.Member(body, name);

    /// <summary>How many results a page may hold; 0 or none given is 100.</summary>
    public int MaxResults()
    {
        if (
            Json.Member(body, "maxResults") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt32(out var most)
            || most == 0
        )
            return 100;
        if (most > 1000)
            throw Constraint(
                most.ToString(CultureInfo.InvariantCulture),
                "maxResults",
                "Member must have value less than or equal to 1000"
            );
        return most > 0
            ? most
            : throw Constraint(
                most.ToString(CultureInfo.InvariantCulture),
                "maxResults",
                "Member must have value greater than or equal to 0"
            );
    }

    /// <summary>A resource's name: 1 to 80 characters, none of those the service forbids.</summary>
    public static string CheckedName(string name)
    {
        if (
            name.Length is 0 or > Limits.NameLength
            || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || "<>{}[]?*\"#%\\^|~`$&,;:/".Contains(c, StringComparison.Ordinal))
        )
            throw WireException.InvalidName(name);
        return name;
    }

    public static string CheckedArn(string arn, string kind) => Arns.KindOf(arn) switch
    {
        null => throw WireException.InvalidArn($"Invalid ARN prefix: {arn}"),
        var found when found == kind => arn,
        var found => throw WireException.InvalidArn($"Resource type not valid in this context: {found}"),
    };

    public static WireException Constraint(string value, string member, string constraint) =>
        WireException.Validation(
            $"1 validation error detected: Value {(value == "null" ? value : $"'{value}'")} at '{member}' failed to satisfy constraint: {constraint}"
        );
}
