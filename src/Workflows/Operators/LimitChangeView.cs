using KillSwitch.Workflows.LimitChanges;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Operators;

/// <summary>Everything people may see of a change of a limit. It never holds a task token.</summary>
/// <param name="ChangeId">The change.</param>
/// <param name="Owner">Whose limit.</param>
/// <param name="Rule">Which.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Holds">Whether the limit is what this change made it, as far as is known.</param>
/// <param name="Standing">The same in words, with what comes next.</param>
/// <param name="Value">What it makes of the limit; null where nothing is to be limited.</param>
/// <param name="Before">What held when it was asked for; null where nothing was limited.</param>
/// <param name="Tighter">Whether one person was enough.</param>
/// <param name="Until">When it was asked to end, Unix ms; null where it is to stay.</param>
/// <param name="EndsByItself">Whether it does: the end of what is tighter has to be approved.</param>
/// <param name="RevertsTo">What the limit goes back to then; null where that limits nothing, or it does not end.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedTs">When, Unix ms.</param>
/// <param name="Published">Where it stands in <c>limits.v1</c>; null before the topic has acknowledged it.</param>
/// <param name="Reverted">The same of what was before, at its end.</param>
/// <param name="Request">What others have to approve; null where one person is enough.</param>
/// <param name="ExecutionName">The execution that carries it.</param>
/// <param name="ExecutionArn">Its ARN; null until its first step has run.</param>
/// <param name="EndedTs">When its execution came to its end, Unix ms; null while it runs.</param>
public sealed record LimitChangeView(
    string ChangeId,
    string Owner,
    LimitRule Rule,
    LimitChangePhase Phase,
    bool Holds,
    string Standing,
    decimal? Value,
    decimal? Before,
    bool Tighter,
    long? Until,
    bool EndsByItself,
    decimal? RevertsTo,
    string AskedBy,
    string Reason,
    long AskedTs,
    LimitPlaceView? Published,
    LimitPlaceView? Reverted,
    RequestView? Request,
    string ExecutionName,
    string? ExecutionArn,
    long? EndedTs);

/// <summary>A record of <c>limits.v1</c> that the topic has acknowledged.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Ts">When it was acknowledged, Unix ms.</param>
/// <param name="Partition">Where it stands.</param>
/// <param name="Offset">There; null where the broker only said that it had the record already.</param>
public sealed record LimitPlaceView(long Version, long Ts, int Partition, long? Offset);
