using System.Collections.Frozen;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>
/// Fields whose value may hold the separator: each follows another that says how many bytes it has. From FIX 4.0 to 5.0 SP2.
/// </summary>
internal static class FixDataFields
{
    private static readonly FrozenDictionary<int, int> s_dataOf = new Dictionary<int, int>
    {
        [90] = 91,
        [93] = 89,
        [95] = 96,
        [212] = 213,
        [348] = 349,
        [350] = 351,
        [352] = 353,
        [354] = 355,
        [356] = 357,
        [358] = 359,
        [360] = 361,
        [362] = 363,
        [364] = 365,
        [445] = 446,
        [618] = 619,
        [621] = 622,
        [1184] = 1185,
        [1277] = 1278,
        [1280] = 1281,
        [1282] = 1283,
        [1397] = 1398,
        [1401] = 1402,
        [1403] = 1404,
        [1468] = 1469,
        [1525] = 1526,
    }.ToFrozenDictionary();

    /// <summary>The field of data whose length that tag says; 0 where it says none.</summary>
    public static int DataOf(int lengthTag) => s_dataOf.GetValueOrDefault(lengthTag);
}
