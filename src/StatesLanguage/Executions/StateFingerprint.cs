using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Executions;

/// <summary>SHA-256, in hex, of all a state holds.</summary>
internal static class StateFingerprint
{
    public static string Of(ExecutionState state)
    {
        var text = new StringBuilder();
        Add(
            text,
            state.Execution?.ToString(),
            state.Status,
            state.Input,
            state.Output,
            state.Error,
            state.StartedAt,
            state.StoppedAt,
            state.TimesOutAt,
            state.LastAt,
            state.LastEventId,
            state.NextFrame,
            state.RedriveCount,
            state.RedrivenAt
        );
        foreach (var request in state.RedriveRequests)
            Add(text, request.ClientToken, request.At);
        foreach (var frame in state.Frames.Values)
            Add(text, frame);
        Add(text, "halted");
        foreach (var frame in state.Halted.Values)
            Add(text, frame);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, Frame frame)
    {
        Add(text, frame.Id, frame.Parent, frame.Index, frame.Previous, frame.Item, frame.IterationAborted);
        foreach (var (name, value) in frame.Variables)
            Add(text, name, value);
        Add(text, frame.Phase);
    }

    private static void Add(StringBuilder text, Phase phase)
    {
        Add(text, phase.GetType().Name);
        if (phase.Visiting is { } visit)
        {
            Add(text, visit.State, visit.Type, visit.Input, visit.EnteredId, visit.EnteredPrevious, visit.EnteredAt, visit.Retries);
            foreach (var (retrier, count) in visit.ByRetrier)
                Add(text, retrier, count);
        }
        switch (phase)
        {
            case Phase.Entering p:
                Add(text, p.State, p.Input);
                break;
            case Phase.Working p:
                Add(
                    text,
                    p.Attempt,
                    p.Task.Resource,
                    p.Task.Parameters,
                    p.Task.Token,
                    p.TimesOutAt,
                    p.HeartbeatSeconds,
                    p.Started,
                    p.Submitted,
                    p.HeartbeatBy
                );
                break;
            case Phase.Waiting p:
                Add(text, p.Until);
                break;
            case Phase.Retrying p:
                Add(text, p.Due);
                break;
            case Phase.Completed p:
                Add(text, p.Result);
                break;
            case Phase.Failing p:
                Add(text, p.Error, p.Reported);
                Add(text, p.Fork);
                break;
            case Phase.Failed p:
                Add(text, p.Error);
                Add(text, p.Fork);
                break;
            case Phase.Ended p:
                Add(text, p.Output);
                break;
            case Phase.Forked p:
                Add(text, p.Fork);
                break;
        }
    }

    private static void Add(StringBuilder text, Fork? fork)
    {
        if (fork is null)
            return;
        Add(
            text,
            fork.Total,
            fork.StartAt,
            fork.MaxConcurrency,
            fork.Items,
            fork.Started,
            fork.Failures,
            fork.Failure,
            fork.FailedChild,
            fork.LastIteration
        );
        foreach (var (index, result) in fork.Results)
            Add(text, index, result);
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
        {
            var shown = part switch
            {
                JsonElement json => Json.Text(json),
                DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
                _ => Convert.ToString(part, CultureInfo.InvariantCulture) ?? "",
            };
            // The length keeps two parts from reading as one.
            text.Append(shown.Length).Append(':').Append(shown);
        }
        text.Append('\n');
    }
}
