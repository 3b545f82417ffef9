using KillSwitch.StatesLanguage.Jsonata;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A definition that has been read and found valid. Immutable.</summary>
public sealed class StateMachine
{
    internal StateMachine(Flow flow, long? timeoutSeconds, IReadOnlyList<ExpressionAt> expressions)
    {
        Flow = flow;
        TimeoutSeconds = timeoutSeconds;
        Expressions = expressions;
    }

    internal Flow Flow { get; }

    /// <summary>How long an execution may run; null is for ever.</summary>
    public long? TimeoutSeconds { get; }

    internal IReadOnlyList<ExpressionAt> Expressions { get; }

    /// <summary>Reads a definition and checks it, JSONata syntax aside.</summary>
    /// <param name="definition">Its JSON.</param>
    /// <param name="host">Refuses the resources that it cannot have called; null: all are taken.</param>
    /// <exception cref="DefinitionException">It is not valid; the message lists every finding with its place.</exception>
    public static StateMachine Parse(string definition, ITaskHost? host = null) => DefinitionReader.Read(definition, host);

    /// <summary>
    /// Reads a definition that was accepted before, by this version or an earlier one: its executions must go on, whatever would be
    /// refused by now. What it asks for and cannot have fails uncatchably where it is reached.
    /// </summary>
    /// <exception cref="DefinitionException">It is no JSON: nobody can have accepted it.</exception>
    public static StateMachine Restore(string definition) => DefinitionReader.Restore(definition);

    /// <summary>Checks the syntax of its JSONata expressions.</summary>
    /// <exception cref="DefinitionException">One of them cannot be parsed.</exception>
    public async ValueTask CheckExpressionsAsync(IJsonata jsonata, CancellationToken cancellationToken)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var (expression, place) in Expressions)
        {
            if (await jsonata.CheckAsync(expression, cancellationToken).ConfigureAwait(false) is { } why)
                diagnostics.Add(new Diagnostic(Diagnostic.Schema, $"The JSONata expression '{expression}' is not valid. {why}", place));
        }
        if (diagnostics.Count > 0)
            throw new DefinitionException(diagnostics);
    }

    /// <summary>Every resource that its Task states name, once.</summary>
    public IEnumerable<string> Resources => All(Flow).OfType<TaskState>().Select(t => t.Resource.Text).Distinct();

    /// <summary>The variables that each state reads, by the state's name; states that read none are left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> VariableReferences =>
        All(Flow)
            .Select(s =>
                (
                    s.Name,
                    Variables: (IReadOnlyList<string>)[.. Definitions.VariableReferences.Of(s).Distinct().Order(StringComparer.Ordinal)]
                )
            )
            .Where(s => s.Variables.Count > 0)
            .GroupBy(s => s.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Variables, StringComparer.Ordinal);

    internal static IEnumerable<State> All(Flow flow) => flow.States.Values.SelectMany(s => s switch
    {
        ParallelState parallel => parallel.Branches.SelectMany(All).Prepend(s),
        MapState map => All(map.Processor).Prepend(s),
        _ => [s],
    });
}
