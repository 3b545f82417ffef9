using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.Format: each <c>{}</c> of the template is replaced by the next argument; <c>\{</c> and <c>\}</c> are braces.</summary>
internal sealed class Format : IIntrinsic
{
    public string Name => "States.Format";

    public (int Least, int Most) Arity => (1, int.MaxValue);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var template = arguments.String(0);
        var text = new StringBuilder();
        var next = 1;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '\\' && i + 1 < template.Length && template[i + 1] is '{' or '}')
                text.Append(template[++i]);
            else if (template[i] == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                if (next >= arguments.Count)
                    throw arguments.Invalid();
                text.Append(Shown(arguments[next++]));
                i++;
            }
            else
                text.Append(template[i]);
        }
        return next == arguments.Count ? Json.String(text.ToString()) : throw arguments.Invalid();
    }

    /// <summary>Objects and arrays as the service shows them, which is not as JSON: <c>{a=1, b=[x, y]}</c>.</summary>
    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().Select(m => $"{m.Name}={Shown(m.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Shown)) + "]",
        _ => Json.Text(value),
    };
}
