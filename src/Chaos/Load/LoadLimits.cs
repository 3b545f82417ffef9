using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Chaos.Load;

/// <summary>
/// What routers hold every order of the load against. A few orders break each rule, so that routers are killed, frozen and doubled between
/// an order and its duplicate, and within a second that is full.
/// </summary>
internal static class LoadLimits
{
    /// <summary>An ordinary order is for ten at most.</summary>
    public const int MaxQty = 15;

    private static readonly string s_json =
        $$"""{"limits":{"GLOBAL":{"max_qty":{{MaxQty}},"duplicate_seconds":5,"max_orders_per_second":100} } }""";

    public static LimitsOfRun OfRun { get; } = new(LimitsReader.Read(s_json, "the load's limits"), Replays: false);

    /// <summary>Writes them where routers can read them.</summary>
    /// <returns>The file.</returns>
    public static string WriteTo(string folder)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "limits.json");
        File.WriteAllText(file, s_json);
        return file;
    }
}
