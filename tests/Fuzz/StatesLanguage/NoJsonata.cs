using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.Fuzz.Tests.StatesLanguage;

/// <summary>
/// Gives every expression its bindings, its own text or nothing, by its length: what the language makes of them is tested with the
/// language.
/// </summary>
internal sealed class NoJsonata : IJsonata
{
    public ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
        IReadOnlyList<string> expressions,
        JsonElement bindings,
        CancellationToken cancellationToken
    ) =>
        ValueTask.FromResult<IReadOnlyList<JsonataResult>>([
            .. expressions.Select(e =>
                (e.Length % 4) switch
                {
                    0 => JsonataResult.Of(bindings),
                    1 => JsonataResult.Of(Json.String(e)),
                    2 => JsonataResult.Nothing,
                    _ => JsonataResult.Failed("no"),
                }
            ),
        ]);

    public ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
