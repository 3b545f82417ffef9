using System.Text;

namespace KillSwitch.Scenarios;

/// <summary>
/// What real sources send now and then, and what is no order: each must be rejected with its bytes kept, and hold nothing up.
/// </summary>
internal static class MalformedRecords
{
    private static readonly string[] Records =
    [
        """{"order_id":"bad-1","ts":1767366000000,"account_id":"20001","symbol":"AAPL","side":"BUY","qty":-100,"price":187.20,"strategy":"ALGO_X"}""",
        "8=FIX.4.4|35=D|11=bad-2|55=MSFT|54=1|38=100",
        """{"order_id":"bad-3","ts":1767366000000,"account_id":"20003","side":"BUY","qty":100,"price":187.20,"strategy":"ALGO_X"}""",
        """{"order_id":"bad-4","ts":1767366000000,"account_id":"20004","symbol":"TSLA","side":"HOLD","qty":100,"price":187.20,"strategy":"ALGO_X"}""",
        """{"order_id":"bad-5","ts":1767366000000,"account_id":"20005","symbol":"NVDA","si""",
    ];

    /// <summary>Each of them once.</summary>
    public static IEnumerable<TimedOrder> Orders(DateTimeOffset start, TimeSpan every)
    {
        var maker = new OrderMaker("bad", start);
        for (var i = 0; i < Records.Length; i++)
            yield return maker.Raw((i + 0.5) * every, "2000" + (i + 1), Encoding.UTF8.GetBytes(Records[i]));
    }
}
