using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Verification.Promises;

internal static class Approvers
{
    /// <summary>Who approved a request, each person once, without whoever had asked for it.</summary>
    public static List<string> Of(UnkillRequest request)
    {
        var asker = request.Requester ?? request.AskedBy;
        return
        [
            .. request.Decisions.Where(d => d.Verdict == Verdict.Approve && !People.IsSame(d.By, asker))
                .Select(d => People.NameOf(d.By)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }
}
