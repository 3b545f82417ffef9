using KillSwitch.StatesLanguage.Evaluations;

namespace KillSwitch.StatesLanguage.Choices;

/// <summary>A test of a Choice rule in JSONPath.</summary>
internal abstract record Condition
{
    /// <exception cref="EvaluationException">Its variable names nothing.</exception>
    public abstract bool Holds(Evaluation evaluation);

    internal sealed record And(IReadOnlyList<Condition> All) : Condition
    {
        public override bool Holds(Evaluation evaluation) => All.All(c => c.Holds(evaluation));
    }

    internal sealed record Or(IReadOnlyList<Condition> Any) : Condition
    {
        public override bool Holds(Evaluation evaluation) => Any.Any(c => c.Holds(evaluation));
    }

    internal sealed record Not(Condition Inner) : Condition
    {
        public override bool Holds(Evaluation evaluation) => !Inner.Holds(evaluation);
    }
}
