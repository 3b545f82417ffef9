namespace KillSwitch.Workflows.Approvals;

/// <summary>Makes and reads the ids in callback links. Safe for concurrent use.</summary>
public sealed class ApprovalLinks
{
    /// <param name="key">32 bytes or more, known to nobody but this system.</param>
    public ApprovalLinks(byte[] key) => throw new NotImplementedException();
}
