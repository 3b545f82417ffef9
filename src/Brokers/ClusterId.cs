namespace KillSwitch.Brokers;

/// <summary>What ties the nodes of a cluster together: a UUID in 22 characters of base64url.</summary>
internal static class ClusterId
{
    public static string New()
    {
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        // One that begins with a dash would be read as an option.
        return id[0] == '-' ? "K" + id[1..] : id;
    }
}
