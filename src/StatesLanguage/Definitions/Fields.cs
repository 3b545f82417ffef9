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
        return Fits(found, name, least, most) && found.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>Notes a literal that is no number, no whole one, or out of its range.</summary>
    /// <returns>Whether it fits.</returns>
    public bool Fits(JsonElement value, string name, double least, double most, bool whole = true)
    {
        if (value.ValueKind != JsonValueKind.Number || whole && value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            Wrong($"Expected value of type {(whole ? "Integer" : "Number")}", name);
        else if (value.GetDouble() < least)
            Wrong($"Minimum value is {least}", name);
        else if (value.GetDouble() > most)
            Wrong($"Maximum value is {most}", name);
        else
            return true;
        return false;
    }

    /// <summary>Checks that of two fields that say the same thing one at most is there: the other one would have no effect.</summary>
    public void NotBoth(string one, string other)
    {
        if (Any(one) is not null && Any(other) is not null)
            Wrong($"A state cannot have both '{one}' and '{other}': one of them would have no effect");
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
