namespace KillSwitch.Workflows.Contracts;

/// <summary>Record headers. Values are UTF-8 text; numbers are decimal.</summary>
public static class Headers
{
    /// <summary>W3C trace context of whatever caused the record.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>On AWS, the same trace in X-Ray's notation.</summary>
    public const string AmznTraceId = "X-Amzn-Trace-Id";

    /// <summary>Partition of <c>orders.v1</c> that a router's output came from.</summary>
    public const string SourcePartition = "source-partition";

    /// <summary>Offset in that partition. It rises from record to record; one that does not rise is a repeat.</summary>
    public const string SourceOffset = "source-offset";

    /// <summary>The state topic's end offsets that the decision was made at, one per partition: <c>12,0,7</c>.</summary>
    public const string StateOffsets = "state-offsets";

    /// <summary>When the decision was made, Unix ms.</summary>
    public const string DecidedAt = "decided-at";

    /// <summary>Which router decided.</summary>
    public const string Service = "service";

    /// <summary>On a rejected record: the key it had, at most 1,024 bytes of it.</summary>
    public const string SourceKey = "source-key";

    /// <summary>On a rejected record too large to be kept whole: its length and SHA-256. The first 900,000 bytes are kept.</summary>
    public const string CutFrom = "cut-from";

    /// <summary>On a rejected record: the refusal code.</summary>
    public const string RefusalCode = "refusal-code";

    /// <summary>On an order that is played again: of which run it is, and its place in it, <c>r19b0c/17</c>.</summary>
    public const string Replay = "replay";

    /// <summary>On a command: the operator API's proof that <c>triggered_by</c> is a person it authenticated.</summary>
    public const string Attestation = "killswitch-attestation";
}
