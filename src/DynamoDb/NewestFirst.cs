using System.Runtime.CompilerServices;
using KillSwitch.Workflows.Auditing;

namespace KillSwitch.DynamoDb;

/// <summary>Makes one sequence of several, each of which has its newest first.</summary>
internal static class NewestFirst
{
    /// <summary>All begin at once; after that, only the one is asked on whose newest was taken.</summary>
    public static async IAsyncEnumerable<AuditEntry> MergeAsync(
        IReadOnlyList<IAsyncEnumerable<AuditEntry>> sequences,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var open = sequences.Select(s => s.GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            var begun = await Task.WhenAll(open.Select(async s => (Sequence: s, HasOne: await s.MoveNextAsync())));
            var left = begun.Where(s => s.HasOne).Select(s => s.Sequence).ToList();
            while (left.Count > 0)
            {
                var newest = left.MaxBy(s => s.Current.Place)!;
                yield return newest.Current;
                if (!await newest.MoveNextAsync())
                    left.Remove(newest);
            }
        }
        finally
        {
            foreach (var sequence in open)
                await sequence.DisposeAsync();
        }
    }
}
