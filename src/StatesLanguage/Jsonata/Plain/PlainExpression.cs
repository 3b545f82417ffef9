using System.Text.Json;

namespace KillSwitch.StatesLanguage.Jsonata.Plain;

/// <summary>
/// An expression of which JSONata's answer is foreseen. Where it meets a value that makes that doubtful (<see cref="PlainValues"/>) it
/// gives none.
/// </summary>
internal abstract record PlainExpression
{
    /// <summary>What JSONata gives; null where it has to be asked.</summary>
    public abstract JsonataResult? Evaluate(JsonElement bindings);

    protected static JsonataResult Truth(bool value) => JsonataResult.Of(value ? Json.True : Json.False);
}

/// <summary><c>'text'</c> or <c>0</c>.</summary>
internal sealed record PlainLiteral(JsonElement Value) : PlainExpression
{
    public override JsonataResult? Evaluate(JsonElement bindings) => JsonataResult.Of(Value);
}

/// <summary><c>$variable.name.name</c>.</summary>
internal sealed record PlainPath(IReadOnlyList<string> Names) : PlainExpression
{
    public override JsonataResult? Evaluate(JsonElement bindings)
    {
        var at = bindings;
        for (var i = 0; i < Names.Count; i++)
        {
            // JSONata looks into each item of a list, and a name without a variable may be one of its functions.
            if (at.ValueKind != JsonValueKind.Object)
                return null;
            if (!at.TryGetProperty(Names[i], out var member))
                return i == 0 ? null : JsonataResult.Nothing;
            at = member;
        }
        return PlainValues.AsJsonataGives(at) is { } value ? JsonataResult.Of(value) : null;
    }
}

/// <summary><c>path = 'text'</c> and <c>path in ['text', 'text']</c>.</summary>
internal sealed record PlainComparison(PlainPath Path, IReadOnlyList<string> Texts) : PlainExpression
{
    public override JsonataResult? Evaluate(JsonElement bindings) => Path.Evaluate(bindings) switch
    {
        { Value: { ValueKind: JsonValueKind.String } text } => Truth(Texts.Contains(text.GetString())),
        { Value: null } => Truth(false),
        _ => null,
    };
}

/// <summary><c>path + 1</c>.</summary>
internal sealed record PlainSum(PlainPath Path, long Added) : PlainExpression
{
    public override JsonataResult? Evaluate(JsonElement bindings) => Path.Evaluate(bindings) switch
    {
        { Value: { ValueKind: JsonValueKind.Number } number } => JsonataResult.Of(Json.Number(number.GetInt64() + Added)),
        { Value: null } => JsonataResult.Nothing,
        _ => null,
    };
}

/// <summary><c>$exists(path) ? there : otherwise</c>.</summary>
internal sealed record PlainChoice(PlainPath Path, PlainExpression There, PlainExpression Otherwise) : PlainExpression
{
    public override JsonataResult? Evaluate(JsonElement bindings)
    {
        if (bindings.TryGetProperty(PlainReader.Exists, out _) || Path.Evaluate(bindings) is not { } found)
            return null;
        return (found.Value is null ? Otherwise : There).Evaluate(bindings);
    }
}
