using System.Globalization;
using KillSwitch.Api.Requests;
using KillSwitch.Workflows.Refusals;
using Microsoft.AspNetCore.Http;

namespace KillSwitch.Local.Api.Requests;

/// <summary>Reads query strings as strictly as bodies: a misspelt filter must not silently widen what is shown.</summary>
internal static class Query
{
    private const int MaxLength = 128;

    /// <summary>What was given of <paramref name="names"/>, or why it cannot be used.</summary>
    public static Outcome<Dictionary<string, string>> Read(HttpContext context, params string[] names)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Request.Query)
        {
            if (!names.Contains(name))
                return new Refusal(RefusalCode.FieldInvalid, $"'{FlatBody.Shown(name)}' is no parameter here. The parameters are {string.Join(", ", names)}.");
            if (value.Count != 1 || value.ToString().Length is 0 or > MaxLength)
                return new Refusal(RefusalCode.FieldInvalid, $"'{name}' must be given once, with 1 to {MaxLength} characters.");
            values.Add(name, value.ToString());
        }
        return values;
    }

    /// <summary>A limit of 1 to <paramref name="max"/>, or why it is none.</summary>
    public static Refusal? Limit(Dictionary<string, string> values, int usual, int max, out int limit)
    {
        limit = usual;
        if (!values.TryGetValue("limit", out var text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= max
            ? null
            : new Refusal(RefusalCode.FieldInvalid, $"limit is '{text}'; give a whole number from 1 to {max}, or leave it out for {usual}.");
    }
}
