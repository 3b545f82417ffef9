using System.Text.Json;
using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Templates;

/// <summary>A value of a definition in which paths, intrinsic functions or expressions may stand.</summary>
internal abstract record Template
{
    /// <summary>The JSONata expressions in it, in the order they stand; evaluated together.</summary>
    public IReadOnlyList<ExpressionValue> Expressions => field ??= [.. Collect()];

    protected virtual IEnumerable<ExpressionValue> Collect() => [];

    /// <summary>Names of JSONPath variables it reads.</summary>
    public virtual IEnumerable<string> Variables => [];

    /// <summary>The value, given what its expressions gave.</summary>
    internal abstract JsonElement Build(Evaluation evaluation, IReadOnlyDictionary<ExpressionValue, JsonElement> values);
}
