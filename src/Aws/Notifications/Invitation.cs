using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Aws.Notifications;

/// <summary>A notification as SNS mails it.</summary>
/// <param name="Subject">At most 100 characters of printable ASCII, as SNS takes no other.</param>
/// <param name="Body">Plain text, with the link where there is one.</param>
/// <param name="Attributes">What subscriptions filter by: <see cref="AudienceAttribute"/>, <see cref="ExceptAttribute"/>.</param>
public sealed record Invitation(string Subject, string Body, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Everybody's subscription lets this value of <c>except</c> through, so it is nobody's name.</summary>
    public const string Nobody = "-";

    /// <summary>The attribute with the <see cref="WordOf">word</see> for whom it is for.</summary>
    public const string AudienceAttribute = "audience";

    /// <summary>The attribute with the name of who is not to be told, in lower case, or <see cref="Nobody"/>.</summary>
    public const string ExceptAttribute = "except";

    private const int LongestSubject = 100;

    /// <param name="notification">What to tell.</param>
    /// <param name="page">Where people reach the approval pages.</param>
    public static Invitation Of(Notification notification, Uri page)
    {
        var link = notification.LinkId is null ? null : new Uri(page, $"approvals/{notification.LinkId}").AbsoluteUri;
        var body = $"""
            {notification.Body.TrimEnd()}
            {(link is null ? "" : Ask(link))}
            -- 
            {notification.About}.
            """;
        return new Invitation(SubjectOf(notification.Subject), body, new Dictionary<string, string>
        {
            [AudienceAttribute] = WordOf(notification.To),
            // People are told apart without regard to case; a filter's values are not.
            [ExceptAttribute] = notification.Except?.Name.ToLowerInvariant() ?? Nobody,
        });
    }

    /// <summary>What stands in <see cref="AudienceAttribute"/>.</summary>
    public static string WordOf(Audience audience) => audience.ToString().ToLowerInvariant();

    private static string Ask(string link) => $"""

        Read what would be approved, then decide:

          {link}

        The link only shows, however often and by whom it is opened. To decide, sign in there: as an approver who did not ask
        for this, and with a reason, for an approval and for a rejection alike.

        """;

    private static string SubjectOf(string subject)
    {
        var text = string.Concat(subject.Select(c => c is >= ' ' and <= '~' ? c : ' ')).Trim();
        return text.Length <= LongestSubject ? text : text[..(LongestSubject - 3)] + "...";
    }
}
