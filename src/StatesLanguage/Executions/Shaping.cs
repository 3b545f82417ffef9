using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;
using KillSwitch.StatesLanguage.Evaluations;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Paths;
using KillSwitch.StatesLanguage.Templates;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>How data flows through a state: what its work is given, and what leaves it.</summary>
internal static class Shaping
{
    /// <summary>The state's input after InputPath, or the whole input with JSONata.</summary>
    public static JsonElement Input(Evaluation evaluation, State state) => Apply(evaluation, state.InputPath, "InputPath");

    /// <summary>What the state's work is given: Parameters or Arguments, or else its input.</summary>
    public static async ValueTask<JsonElement> ParametersAsync(Draft draft, Evaluation evaluation, State state)
    {
        if (state.IsJsonata)
            return state.Parameters is null
                ? evaluation.Input
                : await state.Parameters.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        var input = Input(evaluation, state);
        return state.Parameters is null
            ? input
            : await state.Parameters.ValueAsync(evaluation with { Data = input }, draft.Cancellation).ConfigureAwait(false);
    }

    /// <summary>Leaves a state whose work gave a result.</summary>
    public static async ValueTask ExitAsync(Draft draft, Frame frame, Visit visit, State state, JsonElement result)
    {
        var evaluation = draft.Evaluation(frame, visit) with { Result = result };
        if (state.IsJsonata)
        {
            var (assigned, output) = await JsonataAsync(draft, evaluation, state.Assign, state.Output, result).ConfigureAwait(false);
            Exit(draft, frame, visit, state, output, assigned, state.Next);
            return;
        }
        var selected = state.ResultSelector is null
            ? result
            : await state.ResultSelector.ValueAsync(evaluation with { Data = result }, draft.Cancellation).ConfigureAwait(false);
        var variables = await AssignAsync(draft, evaluation with { Data = selected }, state.Assign).ConfigureAwait(false);
        var placed = state.ResultPath is null
            ? visit.Input
            : ReferencePath.Put(state.ResultPath, state.ResultPath.Root == PathRoot.Context ? evaluation.Context : visit.Input, selected);
        Exit(draft, frame, visit, state, Apply(evaluation with { Data = placed }, state.OutputPath, "OutputPath"), variables, state.Next);
    }

    /// <summary>Leaves a state that passes its input on: Choice, Wait, Succeed.</summary>
    public static async ValueTask PassOnAsync(
        Draft draft,
        Frame frame,
        Visit visit,
        State state,
        string? next,
        Template? assign,
        Template? output
    )
    {
        var evaluation = draft.Evaluation(frame, visit);
        if (state.IsJsonata)
        {
            var (assigned, shaped) = await JsonataAsync(draft, evaluation, assign, output, visit.Input).ConfigureAwait(false);
            Exit(draft, frame, visit, state, shaped, assigned, next);
            return;
        }
        var input = Input(evaluation, state);
        var variables = await AssignAsync(draft, evaluation with { Data = input }, assign).ConfigureAwait(false);
        Exit(draft, frame, visit, state, Apply(evaluation with { Data = input }, state.OutputPath, "OutputPath"), variables, next);
    }

    /// <summary>Leaves a failed state towards its catcher's state.</summary>
    public static async ValueTask CatchAsync(Draft draft, Frame frame, Visit visit, State state, Catcher catcher, StatesError error)
    {
        var caught = error.ToOutput();
        var evaluation = draft.Evaluation(frame, visit) with { ErrorOutput = caught };
        if (state.IsJsonata)
        {
            var (assigned, output) = await JsonataAsync(draft, evaluation, catcher.Assign, catcher.Output, caught).ConfigureAwait(false);
            Exit(draft, frame, visit, state, output, assigned, catcher.Next);
            return;
        }
        var variables = await AssignAsync(draft, evaluation with { Data = caught }, catcher.Assign).ConfigureAwait(false);
        var placed = catcher.ResultPath is null ? visit.Input : ReferencePath.Put(catcher.ResultPath, visit.Input, caught);
        Exit(draft, frame, visit, state, placed, variables, catcher.Next);
    }

    private static void Exit(
        Draft draft,
        Frame frame,
        Visit visit,
        State state,
        JsonElement output,
        IReadOnlyDictionary<string, JsonElement>? assigned,
        string? next
    )
    {
        if (Json.Bytes(output) > Limits.PayloadBytes)
            throw new EvaluationException(ErrorNames.DataLimitExceeded, Failures.TooLarge(state.Name).Cause!);
        draft.History(frame, head => new StateExited(head, visit.Type, visit.State, output, assigned, next));
    }

    private static async ValueTask<(IReadOnlyDictionary<string, JsonElement>? Assigned, JsonElement Output)> JsonataAsync(
        Draft draft, Evaluation evaluation, Template? assign, Template? output, JsonElement otherwise)
    {
        var assigned = await AssignAsync(draft, evaluation, assign).ConfigureAwait(false);
        var shaped = output is null ? otherwise : await output.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        return (assigned, shaped);
    }

    private static async ValueTask<IReadOnlyDictionary<string, JsonElement>?> AssignAsync(
        Draft draft,
        Evaluation evaluation,
        Template? assign
    )
    {
        if (assign is null)
            return null;
        var values = await assign.ValueAsync(evaluation, draft.Cancellation).ConfigureAwait(false);
        var variables = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in values.EnumerateObject())
            variables[member.Name] = member.Value;
        return variables;
    }

    private static JsonElement Apply(Evaluation evaluation, DataPath path, string field)
    {
        if (path.Path is null)
            return Json.EmptyObject;
        return evaluation.Get(path.Path)
            ?? throw EvaluationException.Runtime($"Invalid path '{path.Path.Source}' : {Missing(path.Path, evaluation)}");
    }

    private static string Missing(JsonPath path, Evaluation evaluation)
    {
        var at = evaluation.RootOf(path);
        for (var i = 0; i < path.Steps.Count - 1; i++)
        {
            var found = new Selection();
            path.Steps[i].Find(at, at, found);
            if (found.Found.Count == 0)
                return $"Missing property in path {(path with { Steps = [.. path.Steps.Take(i + 1)] }).Normalised}";
            at = found.Found[0];
        }
        return $"No results for path: {path.Normalised}";
    }
}
