using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Reads the fields of one object of a definition and notes what is wrong with them.</summary>
internal sealed class Fields(JsonElement value, string place, List<Diagnostic> diagnostics)
{
    public JsonElement Value => value;

    public string Place => place;

    public List<Diagnostic> Diagnostics => diagnostics;

    public JsonElement? Any(string name) => Json.Member(value, name);

    public string? String(string name, bool required = false)
    {
        if (Any(name) is not { } found)
        {
            if (required)
                Wrong($"These fields are required: [{name}]");
            return null;
        }
        if (found.ValueKind == JsonValueKind.String)
            return found.GetString();
        Wrong("Expected value of type String", name);
        return null;
    }

    public bool Bool(string name)
    {
        if (Any(name) is not { } found)
            return false;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.GetBoolean();
        Wrong("Expected value of type Boolean", name);
        return false;
    }

    public long? Integer(string name, long least = 0, long most = TaskState.DefaultTimeoutSeconds)
    {
        if (Any(name) is not { } found)
            return null;
        if (found.ValueKind != JsonValueKind.Number || !found.TryGetInt64(out var number))
            Wrong("Expected value of type Integer", name);
        else if (number < least)
            Wrong($"Value must be greater than or equal to {least}", name);
        else if (number > most)
            Wrong($"Value must be less than or equal to {most}", name);
        else
            return number;
        return null;
    }

    /// <summary>Checks a field that may be left out, but has no values other than these.</summary>
    public void OneOf(string name, params ReadOnlySpan<string> values)
    {
        if (String(name) is { } value && !values.Contains(value))
            Wrong($"The field '{name}' should have one of these values: [{string.Join(", ", values!)}]", name);
    }

    /// <summary>The fields of an object in a field; null where there is none.</summary>
    public Fields? At(string name)
    {
        if (Any(name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Object)
            return new Fields(found, $"{place}/{name}", diagnostics);
        Wrong("Expected value of type Object", name);
        return null;
    }

    public void Wrong(string message, string? field = null, string code = Diagnostic.Schema) =>
        diagnostics.Add(new Diagnostic(code, message, field is null ? (place.Length == 0 ? "/" : place) : $"{place}/{field}"));
}
