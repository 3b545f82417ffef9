using KillSwitch.Course.Recordings;

namespace KillSwitch.Course.Exercises;

/// <summary>03: from an order that was held back to the order that had it held back, by traces.</summary>
/// <param name="recording">Where it happened.</param>
internal sealed class OrderOfAKill(Lazy<Recording> recording) : IExercise
{
    public string Number => "03";

    public string Folder => "03-order-of-a-kill";

    public string Title => "From a KILLED to its order, by traceparent; the same in X-Ray's notation";

    public int Minutes => 30;

    public string Fill(string text, Student student) =>
        text.Replace("{{order_id}}", Dropped(student).Text("order_id"), StringComparison.Ordinal);

    public IReadOnlyList<Finding> Check(string folder, Student student)
    {
        var (incident, dropped) = (Detected, Dropped(student));
        var trace = incident.Killed.TraceId!;
        var order = dropped.Text("order_id")!;
        return Answers
            .Load(folder)
            .Is("order_id", order, "the order that was held back", $"It is {order} for you; leave that as it is.")
            .Is(
                "order_trace_id",
                dropped.TraceId!,
                "its trace",
                "The traceparent of its record is version-trace-span-flags: 2, 32, 16 and 2 hex digits. The trace is the second."
            )
            .Is("incident_id", incident.Id, "the incident that held it back", "The decision DROP of the order, in audit.v1.jsonl, names it.")
            .Is("killed_trace_id", trace, "the trace of its KILLED", "Look at the headers of the KILLED in killswitch.state.v1.jsonl, not at its value.")
            .Is(
                "breach_order_id",
                recording.Value.Orders.Single(o => o.TraceId == trace).Text("order_id")!,
                "the order that crossed the limit",
                "One record of orders.v1.jsonl has the same trace as the KILLED: from the order through detector, command and execution, it is one."
            )
            .Is(
                "xray_trace_id",
                XRay(trace),
                "the trace of the KILLED as X-Ray writes it",
                "X-Ray's form is 1-8 digits-24 digits, of the same 32: docs/decisions/traces-on-lambda.md."
            )
            .Findings;
    }

    /// <summary>The same 32 digits.</summary>
    public static string XRay(string traceId) => $"1-{traceId[..8]}-{traceId[8..]}";

    private RecordedIncident Detected => RecordedIncident.Of(recording.Value).First(i => i.KilledBy == "detector");

    private RecordedRecord Dropped(Student student) => student.Pick(Detected.HeldBack, Number);
}
