using System.Text.Json;

namespace KillSwitch.StatesLanguage.Jsonata;

/// <summary>Evaluates JSONata. Implementations are thread-safe, and bound the time an evaluation may take.</summary>
public interface IJsonata
{
    /// <summary>Evaluates expressions against the same bindings. One that fails does not affect the others.</summary>
    /// <param name="expressions">Without the <c>{% %}</c> around them.</param>
    /// <param name="bindings">An object: each member is the variable of that name (<c>states</c> is <c>$states</c>).</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>One result for each expression, in order.</returns>
    ValueTask<IReadOnlyList<JsonataResult>> EvaluateAsync(
        IReadOnlyList<string> expressions,
        JsonElement bindings,
        CancellationToken cancellationToken
    );

    /// <summary>What is wrong with an expression's syntax; null if nothing is.</summary>
    ValueTask<string?> CheckAsync(string expression, CancellationToken cancellationToken);
}
