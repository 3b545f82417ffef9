using System.Globalization;
using System.Text;

namespace KillSwitch.Benchmarks;

/// <summary>An ordinary day: many accounts, some hundred symbols, no limit crossed. The same seed gives the same orders.</summary>
internal static class SampleOrders
{
    public const int Symbols = 500;
    public const int Strategies = 20;

    /// <param name="count">How many.</param>
    /// <param name="accounts">Of how many accounts.</param>
    /// <param name="ordersASecond">How far their times are apart.</param>
    /// <param name="startTs">Time of the first, Unix ms.</param>
    public static byte[][] Make(int count, int accounts, int ordersASecond, long startTs = 1_767_366_000_000)
    {
        var random = new Random(1);
        var orders = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            var ts = startTs + (i * 1000L / ordersASecond);
            orders[i] = Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"order_id":"ord-{{i:x12}}","ts":{{ts}},"account_id":"{{Account(random.Next(accounts))}}","symbol":"{{Symbol(random.Next(Symbols))}}","side":"{{(i % 2 == 0 ? "BUY" : "SELL")}}","qty":{{random.Next(1, 10) * 10}},"price":{{random.Next(5_000, 50_000) / 100m:0.00}},"strategy":"ALGO_{{random.Next(Strategies):00}}"}"""
                )
            );
        }
        return orders;
    }

    public static string Account(int number) => (10_000_000 + number).ToString(CultureInfo.InvariantCulture);

    private static string Symbol(int number) => string.Create(3, number, static (name, n) =>
    {
        for (var i = 0; i < name.Length; i++, n /= 26)
            name[i] = (char)('A' + (n % 26));
    });
}
