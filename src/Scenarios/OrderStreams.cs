namespace KillSwitch.Scenarios;

/// <summary>Puts streams of orders into one.</summary>
internal static class OrderStreams
{
    /// <summary>By due time; of equals, the stream named first.</summary>
    public static IEnumerable<TimedOrder> Merge(params IEnumerable<TimedOrder>[] streams)
    {
        var heads = new PriorityQueue<IEnumerator<TimedOrder>, (TimeSpan Due, int Stream)>();
        for (var i = 0; i < streams.Length; i++)
            Push(heads, streams[i].GetEnumerator(), i);
        while (heads.TryDequeue(out var head, out var at))
        {
            yield return head.Current;
            Push(heads, head, at.Stream);
        }
    }

    /// <summary>Due times at <paramref name="perSecond"/>, from a point in time on, without end or up to before another.</summary>
    public static IEnumerable<TimeSpan> Beat(double perSecond, TimeSpan from, TimeSpan? to = null)
    {
        for (long i = 0; ; i++)
        {
            var due = from + TimeSpan.FromSeconds(i / perSecond);
            if (due >= to)
                yield break;
            yield return due;
        }
    }

    public static async IAsyncEnumerable<TimedOrder> Async(
        IEnumerable<TimedOrder> orders, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var order in orders)
        {
            if (cancellationToken.IsCancellationRequested)
                yield break;
            yield return order;
        }
    }

    private static void Push(PriorityQueue<IEnumerator<TimedOrder>, (TimeSpan, int)> heads, IEnumerator<TimedOrder> stream, int number)
    {
        if (stream.MoveNext())
            heads.Enqueue(stream, (stream.Current.Due, number));
        else
            stream.Dispose();
    }
}
