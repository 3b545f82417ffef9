namespace KillSwitch.Benchmarks.Against;

/// <summary>Who is measured when.</summary>
internal static class TurnOrder
{
    /// <summary>
    /// Both builds in each turn, and the one that began a turn ends the next: a machine that grows slower, or faster, is as hard on the
    /// one as on the other.
    /// </summary>
    /// <param name="turns">How many of each build.</param>
    public static IEnumerable<(int Number, Side Side)> Of(int turns)
    {
        for (var number = 1; number <= turns; number++)
        {
            var otherBegins = number % 2 == 1;
            yield return (number, otherBegins ? Side.Other : Side.This);
            yield return (number, otherBegins ? Side.This : Side.Other);
        }
    }
}
