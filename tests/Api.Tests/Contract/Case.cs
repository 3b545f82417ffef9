namespace KillSwitch.Api.Tests.Contract;

/// <summary>Something that is sent to both servers.</summary>
/// <param name="What">For whoever reads that it failed.</param>
/// <param name="Sent">The request.</param>
/// <param name="Status">What both must answer; null where it is enough that they answer alike.</param>
internal sealed record Case(string What, Sent Sent, int? Status = null)
{
    /// <summary>Whether it is the request before it once more: the same answer, marked as a repeat.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether its key is of no use, and the answer says that it was ignored.</summary>
    public bool IgnoresItsKey { get; init; }
}
