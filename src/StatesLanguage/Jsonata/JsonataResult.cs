using System.Text.Json;

namespace KillSwitch.StatesLanguage.Jsonata;

/// <summary>What an expression gave: a value, nothing (undefined), or an error.</summary>
public readonly record struct JsonataResult
{
    private JsonataResult(JsonElement? value, string? error, string? type) => (Value, Error, Type) = (value, error, type);

    /// <summary>Null where the expression gave nothing.</summary>
    public JsonElement? Value { get; }

    /// <summary>Why it failed, in the evaluator's words.</summary>
    public string? Error { get; }

    /// <summary>Set where the value is none that JSON has: <c>function</c>, <c>regexp</c>.</summary>
    public string? Type { get; }

    public static JsonataResult Of(JsonElement value) => new(value, null, null);

    public static JsonataResult Nothing { get; } = new(null, null, null);

    public static JsonataResult Failed(string error) => new(null, error, null);

    public static JsonataResult NotJson(string type) => new(null, null, type);
}
