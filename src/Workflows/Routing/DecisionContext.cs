using System.Globalization;
using System.Text;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Routing;

/// <summary>What all decisions of one batch have in common. Immutable.</summary>
public sealed class DecisionContext
{
    /// <param name="view">What is killed.</param>
    /// <param name="service">Which router decides.</param>
    /// <param name="nowInMs">When, Unix ms.</param>
    /// <param name="passUnpriced">Whether orders pass that have no price, and so no worth that anybody could hold against a limit.</param>
    /// <param name="limitsOffsets">How far <c>limits.v1</c> was read, by partition; null or all 0 where it has never held anything.</param>
    public DecisionContext(
        KillStateView view,
        string service,
        long nowInMs,
        bool passUnpriced = false,
        IReadOnlyList<long>? limitsOffsets = null
    )
    {
        (View, Service, NowInMs, PassUnpriced) = (view, service, nowInMs, passUnpriced);
        TsInJson = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"ts\":{nowInMs}"));
        ServiceInJson = JsonText.Escape(service);
        StateOffsetsInJson = Encoding.UTF8.GetBytes($",\"state_offsets\":[{List(view.Offsets)}]");
        LimitsOffsetsInJson = limitsOffsets?.Any(offset => offset > 0) == true
            ? Encoding.UTF8.GetBytes($",\"limits_offsets\":[{List(limitsOffsets)}]")
            : [];
    }

    public KillStateView View { get; }

    public string Service { get; }

    public long NowInMs { get; }

    public bool PassUnpriced { get; }

    /// <summary>An audit's beginning.</summary>
    internal byte[] TsInJson { get; }

    internal byte[] ServiceInJson { get; }

    internal byte[] StateOffsetsInJson { get; }

    /// <summary>Empty while all limits are the file's.</summary>
    internal byte[] LimitsOffsetsInJson { get; }

    private static string List(IReadOnlyList<long> offsets) =>
        string.Join(',', offsets.Select(o => o.ToString(CultureInfo.InvariantCulture)));
}
