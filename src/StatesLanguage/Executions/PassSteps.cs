using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>Pass: its result is Result, else its parameters.</summary>
internal static class PassSteps
{
    public static async ValueTask BeginAsync(Draft draft, Frame frame, Visit visit, PassState state)
    {
        var given = await Shaping.ParametersAsync(draft, draft.Evaluation(frame, visit), state).ConfigureAwait(false);
        if (state.IsJsonata)
            await Shaping.PassOnAsync(draft, frame, visit, state, state.Next, state.Assign, state.Output).ConfigureAwait(false);
        else
            await Shaping.ExitAsync(draft, frame, visit, state, state.Result ?? given).ConfigureAwait(false);
    }
}
